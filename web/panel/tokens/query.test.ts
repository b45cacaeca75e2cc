import { expect, test } from "vitest";
import { queryOf } from "./query.ts";

const now = new Date("2026-03-31T12:00:00Z");
const userId = "0199d0c0-0000-7000-8000-000000000001";

test("an address says what of the list is shown", () => {
  expect(queryOf(`q=backup&of=${userId}&state=expired&unused=30&sort=idle`, now)).toEqual({
    ...{ query: "backup", userId, expired: true, sort: "idle" },
    unusedSince: "2026-03-01T12:00:00.000Z",
  });
  expect(queryOf("state=working", now)).toEqual({ expired: false });
});

test.each(["", "q=", "of=ann", "state=x", "unused=often", "unused=99999", "sort=name", "x=y"])(
  "%j shows all",
  (search) => {
    expect(queryOf(search, now)).toEqual({});
  },
);
