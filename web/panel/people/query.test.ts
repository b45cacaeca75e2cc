import { expect, test } from "vitest";
import { queryOf } from "./query.ts";

const now = new Date("2026-03-31T12:00:00Z");

test("an address says what of the list is shown", () => {
  expect(queryOf("q=ann&role=admin&status=suspended&used=idle-30&sort=recent", now)).toEqual({
    query: "ann",
    role: "admin",
    suspended: true,
    idleSince: "2026-03-01T12:00:00.000Z",
    sort: "recent",
  });
  expect(queryOf("used=since-1&status=open", now)).toEqual({
    suspended: false,
    activeSince: "2026-03-30T12:00:00.000Z",
  });
});

test.each(["", "q=", "role=king", "status=x", "used=never", "used=idle-99999", "sort=up", "x=y"])(
  "%j shows everybody",
  (search) => {
    expect(queryOf(search, now)).toEqual({});
  },
);
