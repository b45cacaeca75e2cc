import { expect, test } from "vitest";
import { queryOf } from "./query.ts";

const id = "0190a1b2-0000-4000-8000-000000000001";

test("an address says which messages are shown", () => {
  const search = `q=egg&room=${id}&author=${id}&state=deleted&reported=yes&sort=oldest`;
  expect(queryOf(`${search}&from=2026-03-01&to=2026-03-02`)).toEqual({
    ...{ query: "egg", roomId: id, authorId: id, deleted: true, reported: true, sort: "oldest" },
    from: new Date("2026-03-01T00:00:00").toISOString(),
    to: new Date("2026-03-03T00:00:00").toISOString(),
  });
  expect(queryOf("state=standing")).toEqual({ deleted: false });
});

test.each(["", "room=x", "author=x", "state=x", "reported=no", "from=x", "sort=up", "q=%20"])(
  "%j is the list of all",
  (search) => {
    expect(queryOf(search)).toEqual({});
  },
);
