import { expect, test } from "vitest";
import { queryOf } from "./query.ts";

const addedBy = "0199d0c0-0000-7000-8000-000000000001";

test("an address says what of the list is shown", () => {
  expect(queryOf(`q=parrot&by=${addedBy}&sort=newest`)).toEqual({
    ...{ query: "parrot", addedBy, sort: "newest" },
  });
});

test.each(["", "q=", "by=ann", "sort=up", "x=y"])("%j shows all", (search) => {
  expect(queryOf(search)).toEqual({});
});
