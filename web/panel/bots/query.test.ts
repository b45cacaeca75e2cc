import { expect, test } from "vitest";
import { queryOf } from "./query.ts";

const now = new Date("2026-03-31T12:00:00Z");
const ownerId = "0199d0c0-0000-7000-8000-000000000001";

test("an address says what of the list is shown", () => {
  const address = `q=ping&by=${ownerId}&status=suspended&tokens=none&used=idle-30&sort=idle`;
  expect(queryOf(address, now)).toEqual({
    ...{ query: "ping", ownerId, suspended: true, withTokens: false, sort: "idle" },
    idleSince: "2026-03-01T12:00:00.000Z",
  });
  expect(queryOf("status=open&tokens=some", now)).toEqual({ suspended: false, withTokens: true });
});

test.each(["", "q=", "by=ann", "status=x", "tokens=1", "used=idle-99999", "sort=up", "x=y"])(
  "%j shows all",
  (search) => {
    expect(queryOf(search, now)).toEqual({});
  },
);
