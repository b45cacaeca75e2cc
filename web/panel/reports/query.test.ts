import { expect, test } from "vitest";
import { queryOf } from "./query.ts";

const id = "0190a1b2-0000-4000-8000-000000000001";

test("an address says which reports are shown", () => {
  expect(queryOf(`state=resolved&reason=spam&author=${id}&sort=oldest`)).toEqual({
    ...{ state: "resolved", reason: "spam", authorId: id, sort: "oldest" },
  });
});

test.each(["", "state=open", "reason=x", "author=x", "sort=up"])("%j is the queue", (search) => {
  expect(queryOf(search)).toEqual({});
});
