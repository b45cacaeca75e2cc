import type { Message, SystemEvent } from "@roost/protocol/message.ts";
import { expect, test } from "vitest";
import { describeEvents } from "./event-text.ts";

const names: Record<string, string> = { me: "You", a: "Ada", b: "Bo", c: "Cleo", d: "Dan" };

function say(...events: SystemEvent[]): string[] {
  const messages = events.map(
    (system, index): Message => ({
      id: `room.${index + 1}`,
      roomId: "room",
      number: index + 1,
      version: index + 1,
      authorId: null,
      clientMessageId: null,
      body: "",
      system,
      createdAt: "2026-03-12T10:00:00.000Z",
      editedAt: null,
      deletedAt: null,
    }),
  );
  return describeEvents(messages, (id) => names[id] ?? "Somebody");
}

const joined = (userId: string): SystemEvent => ({ event: "joined", userId });

test("each event is a sentence", () => {
  expect(say({ event: "created", byId: "me" })).toEqual(["You created this room"]);
  expect(say({ event: "added", userId: "me", byId: "a" })).toEqual(["Ada added you"]);
  expect(say({ event: "removed", userId: "b", byId: "me" })).toEqual(["You removed Bo"]);
  expect(say({ event: "renamed", byId: "a", name: "quay" })).toEqual([
    "Ada renamed the room to “quay”",
  ]);
  expect(say({ event: "topic", byId: "a", topic: "Terns" })).toEqual(["Ada set the topic: Terns"]);
  expect(say({ event: "topic", byId: "a", topic: "" })).toEqual(["Ada removed the topic"]);
  expect(say({ event: "left", userId: "x" })).toEqual(["Somebody left"]);
});

test("people who came one after another share a sentence", () => {
  expect(say(joined("a"), joined("b"))).toEqual(["Ada and Bo joined"]);
  expect(say(joined("a"), joined("b"), joined("c"))).toEqual(["Ada, Bo and Cleo joined"]);
  expect(say(joined("a"), joined("b"), joined("c"), joined("d"))).toEqual([
    "Ada, Bo and 2 others joined",
  ]);
});

test("who came and went twice is named once", () => {
  expect(say(joined("a"), joined("a"))).toEqual(["Ada joined"]);
});

test("other events part the groups", () => {
  expect(say(joined("a"), { event: "left", userId: "a" }, joined("b"))).toEqual([
    "Ada joined",
    "Ada left",
    "Bo joined",
  ]);
});
