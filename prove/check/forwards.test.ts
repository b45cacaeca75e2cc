import { expect, test } from "vitest";
import { check } from "./check.ts";
import { room, smallHistory } from "./small-history.ts";

test("a forwarded message without its copy, with an invented text or of another place is found", () => {
  const history = smallHistory();
  const found = () =>
    check(history)
      .filter(({ rule }) => rule === "forwarded")
      .map(({ detail }) => detail)
      .join();
  Object.assign(history.posts[2] ?? {}, { forward: { roomId: room, number: 1 } });
  expect(found()).toContain("forwards nothing");
  const copy = { source: { roomId: room, number: 1 }, authorId: "ann", createdAt: "", body: "one" };
  Object.assign(history.database.messages[3] ?? {}, { forwarded: copy });
  expect(found()).toBe("");
  Object.assign(copy, { body: "invented" });
  expect(found()).toContain("never had");
  Object.assign(copy, { body: "one", source: { roomId: room, number: 2 } });
  expect(found()).toContain("said to be from");
});
