import { beforeEach, expect, test } from "vitest";
import type { History } from "../history.ts";
import { check } from "./check.ts";
import { room, smallHistory } from "./small-history.ts";

let history: History;
beforeEach(() => {
  history = smallHistory();
});

const broken = () => check(history).map(({ rule }) => rule);

test("a read position that went back, or beyond the end, is found", () => {
  Object.assign(history.database.members[1] as object, { readNumber: 1 });
  expect(broken()).toContain("read stays read");
  Object.assign(history.database.members[1] as object, { readNumber: 9 });
  expect(broken()).toContain("read what exists");
});

test("a read position that its person set back is none that went back", () => {
  Object.assign(history.database.members[1] as object, { readNumber: 1 });
  Object.assign(history.database.places[1] as object, { readNumber: 1, setAt: 5, version: 3 });
  Object.assign(history.database.persons, { ben: 3 });
  expect(broken()).toContain("read stays read");
  history.unreads.push({ userId: "ben", roomId: room, outcome: "unknown" });
  expect(broken()).not.toContain("read stays read");
});
