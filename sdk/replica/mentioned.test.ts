import type { Message } from "@roost/protocol/message.ts";
import { expect, test } from "vitest";
import { ModelRoom, uuid } from "../testing/model.ts";
import { Mentioned } from "./mentioned.ts";

const ME = uuid(1);
const SOMEBODY = uuid(2);
const nobody = new Set<string>();

/** A room in which each message mentions me, or nobody. */
function roomWith(...mentions: boolean[]): ModelRoom {
  const room = new ModelRoom(uuid(101));
  room.join(SOMEBODY);
  room.join(ME);
  for (const isMine of mentions) {
    room.post(SOMEBODY, "text", null, null, undefined, isMine ? [ME] : undefined);
  }
  return room;
}

function rowOf(room: ModelRoom, number: number): Message {
  const message = room.messages[number - 1];
  if (message === undefined) throw new Error(`There is no message ${number}.`);
  return message;
}

/** As a server shows the room to me, had I read up to a number. */
function sightAt(room: ModelRoom, readNumber: number) {
  room.reads.set(ME, readNumber);
  return room.roomFor(ME);
}

test("R26: an older sight that tells of more messages counts for those", () => {
  const room = roomWith(true, true, false);
  const older = sightAt(room, 0);
  room.rename("later");
  const mentioned = new Mentioned();
  mentioned.see(sightAt(room, 1));
  expect(mentioned.count({ lastNumber: 3, readNumber: 0 }, nobody)).toBe(1);
  mentioned.see(older);
  expect(mentioned.count({ lastNumber: 3, readNumber: 0 }, nobody)).toBe(2);
});

test("R26: an older sight says nothing of what a newer one told", () => {
  const room = roomWith(true, true);
  const older = sightAt(room, 0);
  room.edit(2, "nobody any more");
  const mentioned = new Mentioned();
  mentioned.see(sightAt(room, 1));
  mentioned.see(older);
  expect(mentioned.count({ lastNumber: 2, readNumber: 0 }, nobody)).toBe(1);
});

test("R26: a row from before a sight says nothing, one from behind it does", () => {
  const room = roomWith(true, false);
  const before = rowOf(room, 1);
  room.edit(1, "nobody any more");
  const mentioned = new Mentioned();
  mentioned.see(sightAt(room, 0));
  mentioned.take(before, ME);
  expect(mentioned.count({ lastNumber: 2, readNumber: 0 }, nobody)).toBe(0);
  room.edit(2, "you", [ME]);
  mentioned.take(rowOf(room, 2), ME);
  expect(mentioned.count({ lastNumber: 2, readNumber: 0 }, nobody)).toBe(1);
});

test("R26: what I have read stays known, since my position may be set back", () => {
  const room = roomWith(false, true);
  const mentioned = new Mentioned();
  mentioned.see(sightAt(room, 2));
  room.edit(1, "you", [ME]);
  mentioned.take(rowOf(room, 1), ME);
  expect(mentioned.count({ lastNumber: 2, readNumber: 2 }, nobody)).toBe(0);
  expect(mentioned.count({ lastNumber: 2, readNumber: 0 }, nobody)).toBe(1);
});

test("R26: what can never be unread again is forgotten", () => {
  const room = roomWith(true);
  const mentioned = new Mentioned();
  mentioned.see(sightAt(room, 0));
  mentioned.prune(2_000_000);
  expect(mentioned.count({ lastNumber: 1, readNumber: 0 }, nobody)).toBe(0);
});
