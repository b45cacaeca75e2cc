import { beforeEach, expect, test } from "vitest";
import type { History } from "../history.ts";
import { check } from "./check.ts";
import { room, smallHistory } from "./small-history.ts";

let history: History;

/** The small history, whose room was deleted in the end. */
beforeEach(() => {
  history = smallHistory();
  history.deletions = [{ roomId: room, outcome: "acknowledged" }];
  const { database, devices } = history;
  for (const row of database.rooms) Object.assign(row, { isDeleted: true, memberCount: 0 });
  for (const row of [...database.members, ...database.places]) row.hasLeft = true;
  for (const device of devices) device.replica = [];
  database.messages = [];
});

const broken = () => [...new Set(check(history).map(({ rule }) => rule))];

test("nothing is wrong with a room that is deleted, with all that was said in it", () => {
  expect(check(history)).toEqual([]);
  history.deletions = [{ roomId: room, outcome: "unknown" }];
  expect(check(history)).toEqual([]);
});

test("a room that nobody deleted, and one that was deleted and is there, are found", () => {
  history.deletions = [{ roomId: room, outcome: "refused" }];
  expect(broken()).toEqual(["nothing invented"]);
  history = smallHistory();
  history.deletions = [{ roomId: room, outcome: "acknowledged" }];
  expect(broken()).toEqual(["deleted is deleted"]);
  history.deletions = [{ roomId: room, outcome: "unknown" }];
  expect(broken()).toEqual([]);
});

test("what is left of a deleted room is found", () => {
  const { database } = smallHistory();
  history.database.messages = database.messages;
  expect(broken()).toEqual(["deleted is deleted"]);
  history.database.messages = [];
  history.database.members = database.members;
  expect(broken()).toContain("deleted is deleted");
});

test("a device that still has it is found", () => {
  const [first] = history.devices;
  const before = smallHistory().devices[0];
  if (first && before) first.replica = before.replica;
  expect(broken()).toEqual(["rooms equal"]);
});
