import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import { messageId } from "@roost/protocol/message.ts";
import { beforeEach, expect, test } from "vitest";
import { changesSince } from "../rooms/changes.ts";
import { updateRoom } from "../rooms/update.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { react } from "./react.ts";
import { listReactors } from "./reactors.ts";
import { listMessages } from "./reader.ts";
import { deleteMessage } from "./rewrite.ts";

setUpRoomOfTwo();
let id: string;
let number: number;
beforeEach(async () => {
  const { message } = await server.post(roomId, ann, "hello");
  ({ id, number } = message);
});

const on = (userId: string, emoji: string) => react(server.ctx, by(userId), id, emoji, true);
const off = (userId: string, emoji: string) => react(server.ctx, by(userId), id, emoji, false);
const counted = async (userId: string) => {
  const { reactions } = await listMessages(server.ctx, by(userId), roomId, {});
  return reactions.map(({ emoji, count, mine }) => [emoji, count, mine]);
};

test("RCT-1: a reaction is one change, told to everybody in the room, and doing it again is none", async () => {
  const device = await server.enter(ben);
  const row = await on(ann, "👍");
  expect(row).toMatchObject({ number, emoji: "👍", userId: ann, count: 1, removedAt: null });
  const change = await device.next("changes");
  expect(change).toMatchObject({ reactions: [row], version: row?.version });
  expect(change.users).toMatchObject([{ id: ann }]);
  expect(await on(ann, "👍")).toEqual(row);
  expect(await on(ben, "👍")).toMatchObject({ count: 2, version: (row?.version ?? 0) + 1 });
});

test("RCT-1: taking it back leaves a tombstone, and where there is nothing, nothing", async () => {
  expect(await off(ann, "👍")).toBeNull();
  await on(ann, "👍");
  const gone = await off(ann, "👍");
  expect(gone).toMatchObject({ count: 0, removedAt: expect.any(String) });
  expect(await off(ann, "👍")).toEqual(gone);
  const { reactions } = await changesSince(server.ctx, by(ben), roomId, 0);
  expect(reactions).toEqual([gone]);
  expect(await counted(ann)).toEqual([]);
  expect(await on(ann, "👍")).toMatchObject({ count: 1, removedAt: null });
});

test("RCT-2: a page has the counts, in the order in which they came, and which are mine", async () => {
  await on(ben, "🎉");
  await on(ann, "👍");
  await on(ben, "👍");
  expect(await counted(ann)).toEqual([
    ["🎉", 1, false],
    ["👍", 2, true],
  ]);
  const page = await listMessages(server.ctx, by(ann), roomId, {});
  expect(page.reactions[1]?.userIds).toEqual([ann, ben]);
  expect(page.users.map((user) => user.id)).toEqual(expect.arrayContaining([ann, ben]));
  const { users } = await listReactors(server.ctx, by(ann), id, "👍", {});
  expect(users.map((user) => user.id).sort()).toEqual([ann, ben].sort());
  const first = await listReactors(server.ctx, by(ann), id, "👍", { limit: 1 });
  const rest = await listReactors(server.ctx, by(ann), id, "👍", {
    cursor: first.nextCursor ?? "",
  });
  expect([...first.users, ...rest.users]).toEqual(users);
});

test("RCT-3: all spellings of an emoji are one; what is none is refused", async () => {
  await on(ann, "❤");
  await on(ben, "❤\uFE0F");
  expect(await counted(ann)).toEqual([["❤\uFE0F", 2, true]]);
  for (const emoji of ["👍👍", "a", "1", "", "🏻🏻", "👍 ", ":tada:", "\u200D"]) {
    await expect(on(ann, emoji)).rejects.toMatchObject({ code: "reaction.invalid" });
  }
  for (const emoji of ["👋🏽", "🏳️‍🌈", "🇩🇪", "1️⃣", "👩‍👩‍👧‍👦"]) await on(ann, emoji);
});

test("LIM-6: a message takes a bounded number of different emoji", async () => {
  const animals = [..."🐶🐱🐭🐹🐰🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🐤🦆"];
  expect(animals).toHaveLength(limits.reactionKinds);
  for (const animal of animals) await on(ann, animal);
  await expect(on(ben, "🦅")).rejects.toMatchObject({ code: "reaction.too_many" });
  await on(ben, "🐶");
  await off(ann, "🐱");
  await on(ben, "🦅");
});

test("RCT-4: a deletion takes the reactions; events and deleted messages take none", async () => {
  await on(ben, "👍");
  await deleteMessage(server.ctx, by(ann), id);
  expect(await counted(ann)).toEqual([]);
  const { reactions } = await changesSince(server.ctx, by(ben), roomId, 0);
  expect(reactions).toEqual([]);
  await expect(on(ben, "👍")).rejects.toMatchObject({ code: "message.not_found" });
  const event = messageId(roomId, 1);
  await expect(react(server.ctx, by(ben), event, "👍", true)).rejects.toMatchObject({
    code: "message.forbidden",
  });
});

test("only members react and see reactions, and nobody in an archived room", async () => {
  const stranger = await server.addUser();
  await on(ann, "👍");
  const attempts = [
    () => react(server.ctx, by(stranger), id, "👍", true),
    () => react(server.ctx, by(stranger), id, "👍", false),
    () => listReactors(server.ctx, by(stranger), id, "👍", {}),
    () => react(server.ctx, by(ann), messageId(randomUUID(), 1), "👍", true),
  ];
  for (const attempt of attempts) {
    await expect(attempt()).rejects.toMatchObject({ code: "message.not_found" });
  }
  await updateRoom(server.ctx, by(ann), roomId, { archived: true });
  await expect(on(ben, "👍")).rejects.toMatchObject({ code: "room.archived" });
  await expect(off(ann, "👍")).rejects.toMatchObject({ code: "room.archived" });
});

test("many at once: each counts once, and the newest row has the count", async () => {
  const people = await Promise.all(Array.from({ length: 8 }, () => server.addUser()));
  const room = await server.addRoom(ann, people);
  const { message } = await server.post(room, ann, "all at once");
  const both = people.flatMap((userId) => [userId, userId]);
  await Promise.all(both.map((userId) => react(server.ctx, by(userId), message.id, "🎉", true)));
  await react(server.ctx, by(people[0] ?? ""), message.id, "🎉", false);
  const { reactions } = await listMessages(server.ctx, by(ann), room, {});
  expect(reactions).toMatchObject([{ emoji: "🎉", count: 7, mine: false }]);
  const rows = (await changesSince(server.ctx, by(ann), room, 0)).reactions ?? [];
  expect(rows.toSorted((a, b) => b.version - a.version)[0]?.count).toBe(7);
});
