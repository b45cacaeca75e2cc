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
