import { expect, test } from "vitest";
import { queryOf } from "./query.ts";

test("the address of the list says what is asked of the server", () => {
  expect(queryOf("state=over&q=198.51.100.7&sort=network")).toEqual({
    ...{ state: "over", address: "198.51.100.7", sort: "network" },
  });
  expect(queryOf("state=elsewhere&q=&sort=size")).toEqual({});
});
