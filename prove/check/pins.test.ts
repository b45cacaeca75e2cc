import { expect, test } from "vitest";
import { check } from "./check.ts";
import { room, smallHistory } from "./small-history.ts";

test("a pin that was acknowledged and is not there, and one that nobody made, are found", () => {
  const history = smallHistory();
  const broken = () => check(history).map(({ rule }) => rule);
  const pin = { kind: "pin", roomId: room, number: 4, body: "" } as const;
  history.rewrites.push({ ...pin, outcome: "acknowledged", version: 5 });
  expect(broken()).toContain("no loss");
  history.rewrites = [];
  Object.assign(history.database.messages[3] ?? {}, { pinnedBy: "ann" });
  expect(broken()).toContain("nothing invented");
});
