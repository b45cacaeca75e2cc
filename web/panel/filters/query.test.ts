import { expect, test } from "vitest";
import { queryOf } from "./query.ts";

test("the address of the list says what is asked of the server", () => {
  expect(queryOf("kind=other-links&action=refuse&state=off&q=example&sort=oldest")).toEqual({
    ...{ kind: "other links", action: "refuse", isOn: false, entry: "example", sort: "oldest" },
  });
  expect(queryOf("kind=all&action=hide&state=broken&q=&sort=size")).toEqual({});
});
