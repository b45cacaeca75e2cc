import { expect, test } from "vitest";
import { check } from "./check.ts";
import { room, smallHistory } from "./small-history.ts";

const edit = { kind: "edit", roomId: room, number: 4, outcome: "acknowledged" } as const;

function detailsOf(history: ReturnType<typeof smallHistory>): string {
  return check(history)
    .filter(({ rule }) => rule === "history" || rule === "deleted is gone")
    .map(({ detail }) => detail)
    .join();
}

test("a history that lost a text, has one twice or an invented one is found", () => {
  const history = smallHistory();
  const message = Object.assign(history.database.messages[3] ?? {}, { body: "last", edited: true });
  history.rewrites.push(
    { ...edit, body: "middle", version: 6 },
    { ...edit, body: "last", version: 7 },
  );
  const before = { roomId: room, number: 4 };
  history.database.edits = [{ ...before, version: 7, body: "three" }];
  expect(detailsOf(history)).toContain("lost what version 6 replaced");
  const whole = [
    { ...before, version: 6, body: "three" },
    { ...before, version: 7, body: "middle" },
  ];
  history.database.edits = whole;
  expect(detailsOf(history)).toBe("");
  history.database.edits = [...whole, { ...before, version: 8, body: "middle" }];
  expect(detailsOf(history)).toContain("2 times");
  history.database.edits = [...whole, { ...before, version: 8, body: "invented" }];
  expect(detailsOf(history)).toContain("nobody gave it");
  history.database.edits = whole;
  Object.assign(message, { body: "", deleted: true });
  expect(detailsOf(history)).toContain("has a history");
});
