import { beforeEach, expect, test } from "vitest";
import type { History } from "../history.ts";
import { check } from "./check.ts";
import { blank, event, room, smallHistory } from "./small-history.ts";

let history: History;

beforeEach(() => {
  history = smallHistory();
});

function broken(): string[] {
  return [...new Set(check(history).map(({ rule }) => rule))];
}

function device(index: number): History["devices"][number] {
  return history.devices[index] as History["devices"][number];
}

test("frames behind the end of a membership, and frames of a time after the removal, are found", () => {
  const frame = { type: "frame", kind: "changes", connection: 1, ...blank } as const;
  device(2).events.push({ ...frame, since: 4, version: 5 });
  expect(broken()).toEqual(["nothing after leaving"]);
  device(2).events.push({ ...frame, since: 5, version: 6, connection: 2 });
  expect(broken()).toEqual(["nothing after leaving", "nothing to others"]);
});

test("who was removed and came back while their device was away may be told what was said meanwhile", () => {
  const { database } = history;
  database.messages.push(event(6, 7, { event: "added", userId: "cid", byId: "ann" }));
  const place = { type: "place", connection: 3, roomId: room, version: 9, hiddenAt: null } as const;
  const frame = { type: "frame", kind: "changes", connection: 3, ...blank } as const;
  const late = [
    { ...place, readNumber: 6, setAt: 6, hasLeft: false },
    { ...frame, since: 5, version: 6 },
  ];
  const wrong = () => broken().filter((rule) => rule === "nothing to others");
  device(2).events.push(...late);
  expect(wrong()).toEqual([]);
  // With the place that they had before, nobody has said that they are back.
  device(2).events.splice(
    -2,
    2,
    { ...place, readNumber: 4, setAt: 4, hasLeft: false },
    ...late.slice(1),
  );
  expect(wrong()).toEqual(["nothing to others"]);
});
