import type { Message, SystemEvent } from "@roost/protocol/message.ts";
import { expect, test } from "vitest";
import { english, german } from "../language/testing/languages.ts";
import type { Text } from "../language/text.tsx";
import { describeEvents } from "./event-text.ts";

const names: Record<string, string> = { a: "Ada", b: "Bo", c: "Cleo", d: "Dan" };

const say = (...events: SystemEvent[]) => sayIn(english, events);

function sayIn(t: Text, events: SystemEvent[]): string[] {
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
  const nameOf = (id: string) => names[id] ?? "Somebody";
  return describeEvents(messages, { myId: "me", nameOf, t });
}

const joined = (userId: string): SystemEvent => ({ event: "joined", userId });

test("each event is a sentence", () => {
  expect(say({ event: "created", byId: "me" })).toEqual(["You created this room"]);
  expect(say({ event: "added", userId: "me", byId: "a" })).toEqual(["Ada added you"]);
  expect(say({ event: "removed", userId: "b", byId: "me" })).toEqual(["You removed Bo"]);
  expect(say({ event: "renamed", byId: "a", name: "quay" })).toEqual([
    "Ada renamed the room to “quay”",
  ]);
  expect(say({ event: "pinned", byId: "a", number: 3 })).toEqual(["Ada pinned a message"]);
  expect(say({ event: "announcement", byId: "a", on: true })).toEqual([
    "Ada limited writing to owners and moderators",
  ]);
  expect(say({ event: "slow", byId: "me", seconds: 300 })).toEqual([
    "You turned slow mode on: 5 minutes between messages",
  ]);
  expect(say({ event: "slow", byId: "a", seconds: 0 })).toEqual(["Ada turned slow mode off"]);
  expect(say({ event: "topic", byId: "a", topic: "Terns" })).toEqual(["Ada set the topic: Terns"]);
  expect(say({ event: "topic", byId: "a", topic: "" })).toEqual(["Ada removed the topic"]);
  expect(say({ event: "archived", byId: "me" })).toEqual(["You archived the room"]);
  expect(say({ event: "restored", byId: "b" })).toEqual(["Bo restored the room"]);
  expect(say({ event: "left", userId: "x" })).toEqual(["Somebody left"]);
  expect(say({ event: "role", userId: "me", byId: "a", role: "owner" })).toEqual([
    "Ada made you an owner",
  ]);
  expect(say({ event: "role", userId: "b", byId: "a", role: "moderator" })).toEqual([
    "Ada made Bo a moderator",
  ]);
  expect(say({ event: "role", userId: "a", byId: "a", role: "member" })).toEqual([
    "Ada is a member now",
  ]);
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

test("who reads it is named first", () => {
  expect(say(joined("a"), joined("me"))).toEqual(["You and Ada joined"]);
  expect(sayIn(german, [joined("a"), joined("me")])).toEqual(["Du und Ada seid beigetreten"]);
});

test("verbs are those of the people in German", () => {
  const left = (userId: string): SystemEvent => ({ event: "left", userId });
  expect(sayIn(german, [joined("a"), left("b"), left("c")])).toEqual([
    "Ada ist beigetreten",
    "Bo und Cleo sind gegangen",
  ]);
  expect(sayIn(german, [joined("me")])).toEqual(["Du bist beigetreten"]);
  expect(sayIn(german, [joined("a"), joined("b"), joined("c"), joined("d")])).toEqual([
    "Ada, Bo und 2 weitere sind beigetreten",
  ]);
  expect(sayIn(german, [{ event: "added", userId: "me", byId: "a" }])).toEqual([
    "Ada hat dich hinzugefügt",
  ]);
});

test("a name from right to left moves nothing in a sentence with several names", () => {
  names.r = "שלום";
  expect(say(joined("r"), joined("b"))).toEqual(["\u2068שלום\u2069 and Bo joined"]);
});
