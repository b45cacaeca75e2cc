import { beforeEach, expect, test } from "vitest";
import type { History, MessageRow } from "../history.ts";
import { check } from "./check.ts";
import { room, smallHistory } from "./small-history.ts";

let history: History;

beforeEach(() => {
  history = smallHistory();
});

const broken = () => check(history).map(({ rule }) => rule);
const row = (number: number) => history.database.messages[number - 1] as MessageRow;

test("what was brought back is there until it is deleted again, and nothing comes back by itself", () => {
  const rewrite = { roomId: room, number: 4, body: "", outcome: "acknowledged" } as const;
  history.rewrites.push({ ...rewrite, kind: "delete", version: 7 });
  history.rewrites.push({ ...rewrite, kind: "bring back", version: 8 });
  Object.assign(row(4), { deleted: true, body: "", version: 8 });
  expect(broken()).toContain("no loss");
  Object.assign(row(4), { deleted: false, body: "three", restoredVersion: 8 });
  for (const rule of ["no loss", "deleted stays deleted", "nothing invented", "the same text"]) {
    expect(broken()).not.toContain(rule);
  }
  history.rewrites.push({ ...rewrite, kind: "delete", version: 9 });
  expect(broken()).toContain("deleted stays deleted");
  history.rewrites.splice(1);
  Object.assign(row(4), { restoredVersion: 8, version: 8 });
  expect(broken()).toContain("nothing invented");
});
