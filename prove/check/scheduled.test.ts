import { beforeEach, expect, test } from "vitest";
import type { History } from "../history.ts";
import { check } from "./check.ts";
import { room, smallHistory } from "./small-history.ts";

let history: History;
const broken = () => check(history).filter(({ rule }) => rule === "sent later");
beforeEach(() => {
  history = smallHistory();
});

const asked = (clientMessageId: string) =>
  history.schedules.push({ userId: "ann", roomId: room, clientMessageId, outcome: "acknowledged" });
const keep = (key: string, text: string) =>
  history.database.own.push({ userId: "ann", kind: "scheduled", key, version: 9, text });

test("SCH-2: a message to be sent later that is neither stored nor kept is found", () => {
  asked("later");
  expect(broken()).toHaveLength(1);
  keep("later", "");
  expect(broken()).toHaveLength(1);
  keep("later", "room.archived Half");
  expect(broken()).toEqual([]);
});

test("SCH-2: one that is stored, and still kept as not sent, is found", () => {
  const sent = history.database.messages.find(({ authorId }) => authorId === "ann");
  asked(sent?.clientMessageId ?? "");
  expect(broken()).toEqual([]);
  keep(sent?.clientMessageId ?? "", "undefined Half");
  expect(broken()).toHaveLength(1);
});
