import { expect, test } from "vitest";
import { check } from "./check.ts";
import { smallHistory } from "./small-history.ts";

test("a message that is older than it is kept, and there, is found", () => {
  const history = smallHistory();
  const [first] = history.database.messages;
  history.old = { roomId: first?.roomId ?? "", upTo: first?.number ?? 0 };
  expect(check(history).map(({ rule }) => rule)).toEqual(["too old is gone"]);
});

test("a younger message that is gone with them is found", () => {
  const history = smallHistory();
  const [first] = history.database.messages;
  Object.assign(first ?? {}, { deleted: true, body: "" });
  expect(check(history).map(({ rule }) => rule)).toContain("nothing invented");
});
