import { expect, test } from "vitest";
import { queryOf } from "./query.ts";

test("an address says who is shown", () => {
  expect(queryOf("q=ann&state=refused&sort=newest")).toEqual({
    ...{ query: "ann", state: "refused", sort: "newest" },
  });
  expect(queryOf("state=any")).toEqual({});
});

test.each(["", "q=", "state=x", "sort=oldest", "sort=up"])("%j shows those who wait", (search) => {
  expect(queryOf(search)).toEqual({ state: "awaited" });
});
