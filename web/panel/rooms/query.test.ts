import { expect, test } from "vitest";
import { queryOf } from "./query.ts";

const now = new Date("2026-03-31T12:00:00Z");

test("an address says what is asked for", () => {
  expect(queryOf("q=owl&kind=private&state=archived&sort=mostMembers&idle=owners-30", now)).toEqual(
    {
      ...{ query: "owl", kind: "private", archived: true, sort: "mostMembers" },
      ownersIdleSince: "2026-03-01T12:00:00.000Z",
    },
  );
  expect(queryOf("idle=room-1&state=open", now)).toEqual({
    ...{ idleSince: "2026-03-30T12:00:00.000Z", archived: false },
  });
});

test("what makes no sense in it is passed over", () => {
  expect(queryOf("kind=direct&state=x&sort=up&idle=owners-x&more=1", now)).toEqual({});
});
