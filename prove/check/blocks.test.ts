import { expect, test } from "vitest";
import { check } from "./check.ts";
import { smallHistory } from "./small-history.ts";

test("a direct that is open while a block stands, and one that is closed without any, are found", () => {
  const history = smallHistory();
  const broken = () => check(history).map(({ rule }) => rule);
  const direct = history.database.rooms[0];
  Object.assign(direct ?? {}, { userIds: ["ann", "ben"] });
  expect(broken()).not.toContain("blocked");
  const block = { userId: "ben", kind: "block", key: "ann", version: 9, text: "kept" };
  history.database.own.push(block);
  expect(broken()).toContain("blocked");
  Object.assign(direct ?? {}, { blockedBy: ["ben"] });
  expect(broken()).not.toContain("blocked");
  block.text = "";
  expect(broken()).toContain("blocked");
});

test("what is sent after a block was answered, and written before its end, is found", () => {
  const history = smallHistory();
  const found = () =>
    check(history).filter(({ detail }) => detail.includes("while blocked")).length;
  Object.assign(history.database.rooms[0] ?? {}, { userIds: ["ann", "ben"] });
  const request = { userId: "ben", kind: "block", key: "ann", outcome: "acknowledged" } as const;
  const block = { ...request, text: "kept", askedAt: 1, answeredAt: 10 };
  history.owns.push(block);
  const [post] = history.posts;
  Object.assign(post ?? {}, { sentAt: 9 });
  for (const acknowledgement of post?.acknowledgements ?? []) acknowledgement.at = 20;
  expect(found()).toBe(0);
  Object.assign(post ?? {}, { sentAt: 11 });
  expect(found()).toBe(1);

  // An end after the answer, before it, and at the same time as the block.
  const end = { ...request, text: "", askedAt: 21, answeredAt: 22 };
  history.owns.push(end);
  expect(found()).toBe(1);
  Object.assign(end, { askedAt: 15 });
  expect(found()).toBe(0);
  Object.assign(end, { askedAt: 2, answeredAt: 3 });
  expect(found()).toBe(0);
  // An earlier one, whose answer came or was lost.
  Object.assign(end, { askedAt: 0, answeredAt: 0 });
  expect(found()).toBe(1);
  Object.assign(end, { outcome: "unknown" });
  expect(found()).toBe(0);
});

test("a block raises the version of a direct of two by one, and of no other room", () => {
  const history = smallHistory();
  const found = () => check(history).some(({ rule }) => rule === "versions");
  const [direct] = history.database.rooms;
  if (!direct) throw new Error("There is no room.");
  direct.version += 1;
  expect(found()).toBe(true);
  direct.userIds = ["ann", "ben"];
  expect(found()).toBe(true);
  const request = { userId: "ben", kind: "block", key: "ann", text: "kept" } as const;
  history.owns.push({ ...request, outcome: "acknowledged", askedAt: 1, answeredAt: 2 });
  expect(found()).toBe(false);
  direct.version += 1;
  expect(found()).toBe(true);
  // Asked once more while it holds, it is answered with the same version.
  history.owns.push({ ...request, outcome: "acknowledged", askedAt: 3, answeredAt: 4 });
  expect(found()).toBe(true);
});
