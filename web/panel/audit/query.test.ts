import { expect, test } from "vitest";
import { queryOf } from "./query.ts";

const id = "0190a1b2-0000-4000-8000-000000000001";

test("an address says what of the log is shown", () => {
  expect(queryOf(`by=${id}&about=${id}&action=role.set&sort=oldest`)).toEqual({
    ...{ actorId: id, userId: id, action: "role.set", sort: "oldest" },
  });
  expect(queryOf("by=command-line")).toEqual({ means: "command line" });
});

test("days are those of the reader, and the last one is in it as a whole", () => {
  const { from = "", to = "" } = queryOf("from=2026-03-01&to=2026-03-01");
  expect(new Date(from)).toEqual(new Date("2026-03-01T00:00:00"));
  expect(new Date(to)).toEqual(new Date("2026-03-02T00:00:00"));
});

test.each(["", "by=somebody", "about=x", "action=frob", "from=soon", "to=2026-99-99", "sort=up"])(
  "%j shows everything",
  (search) => {
    expect(queryOf(search)).toEqual({});
  },
);
