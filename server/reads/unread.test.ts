import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deleteMessage } from "../messages/rewrite.ts";
import { Refusal } from "../refusal.ts";
import { joinRoom } from "../rooms/join.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { findMemberships, type Membership } from "../rooms/memberships.ts";
import { getMyRoom, listMyRooms } from "../rooms/reader.ts";
import { advance, loadRoomStates, myPlace, type RoomState } from "../rooms/state.ts";
import { updateRoom } from "../rooms/update.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { markReadAndCount } from "./mark.ts";
import { markUnread } from "./mark-unread.ts";

let domain: TestDomain;
let ann: string;
let ben: string;
let cid: string;
let roomId: string;
/** The newest message before each test, which all have read. */
let start: number;

beforeAll(async () => {
  domain = await createTestDomain();
  ann = await domain.addUser();
  ben = await domain.addUser();
  cid = await domain.addUser();
});
afterAll(() => domain.close());

beforeEach(async () => {
  roomId = await domain.addRoom(ann, [ben], "public");
  start = (await roomOf(ann)).lastNumber;
  await markReadAndCount(domain.ctx, by(ann), roomId, start);
  await markReadAndCount(domain.ctx, by(ben), roomId, start);
});

const roomOf = (userId: string): Promise<MyRoom> => getMyRoom(domain.ctx, userId, roomId);

async function post(authorId: string, seen?: number): Promise<string> {
  const post = { roomId, author: by(authorId), clientMessageId: randomUUID(), body: "words", seen };
  return (await domain.ctx.posts.post(post)).message.id;
}

describe("SND-5: what was written offline", () => {
  test("leaves what others wrote meanwhile unread", async () => {
    for (let index = 0; index < 5; index++) await post(ben);
    await post(ann, start);
    expect(await roomOf(ann)).toMatchObject({
      readNumber: start,
      lastNumber: start + 6,
      unread: 5,
    });
    expect((await roomOf(ann)).uncounted).toEqual([[start + 6, start + 6]]);
    const { rooms } = await listMyRooms(domain.ctx, by(ann));
    expect(rooms.find(({ id }) => id === roomId)).toEqual(await roomOf(ann));
    expect(await markReadAndCount(domain.ctx, by(ann), roomId, start + 2)).toEqual({
      readNumber: start + 2,
      unread: 3,
    });
  });

  test("is read with all before it where nothing was written meanwhile, or where it does not say", async () => {
    await post(ann, start);
    expect(await roomOf(ann)).toMatchObject({ readNumber: start + 1, unread: 0 });
    await post(ben);
    await post(ann);
    expect(await roomOf(ann)).toMatchObject({ readNumber: start + 3, unread: 0 });
    await post(ann, 1_000_000);
    expect(await roomOf(ann)).toMatchObject({ readNumber: start + 4, unread: 0 });
  });

  test("takes nothing back that another device has read", async () => {
    await post(ben);
    await post(ben);
    await markReadAndCount(domain.ctx, by(ann), roomId, start + 2);
    await post(ann, start);
    expect(await roomOf(ann)).toMatchObject({ readNumber: start + 2, unread: 0 });
  });
});

const step = fc.record({
  what: fc.constantFrom("post", "behind", "read", "unread", "delete", "come or go", "rename"),
  who: fc.nat(1),
  at: fc.nat(30),
});

test("READ-3: unread, asked of the store or followed by a node, is what a recount gives", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat(25), async (steps, from) => {
      roomId = await domain.addRoom(ann, [ben], "public");
      const people = [ann, ben];
      let followed: RoomState | undefined;
      const heard = domain.events.length;
      for (const [index, { what, who, at }] of steps.entries()) {
        if (index === from) followed = await stateOf(roomId);
        const userId = people[who] as string;
        const { lastNumber } = await roomOf(ann);
        const number = 1 + (at % lastNumber);
        if (what === "post") await post(userId);
        else if (what === "behind") await post(userId, Math.min(at, lastNumber));
        else if (what === "read") await markReadAndCount(domain.ctx, by(userId), roomId, number);
        else if (what === "unread") await markUnread(domain.ctx, by(userId), roomId, number);
        else if (what === "rename") {
          await updateRoom(domain.ctx, by(ann), roomId, { name: `name ${index}` });
        } else if (what === "delete") {
          await deleteMessage(domain.ctx, by(ann), `${roomId}.${number}`).catch(ignoreForbidden);
        } else await comeAndGo(roomId);
      }
      followed ??= await stateOf(roomId);
      for (const { roomId: id, changes } of domain.events.slice(heard)) {
        const isNext = id === roomId && changes.version > followed.room.version;
        if (isNext) followed = advance(followed, changes);
      }
      expect(followed).toMatchObject({ uncounted: (await stateOf(roomId)).uncounted });
      for (const userId of people) {
        const room = await roomOf(userId);
        expect(room.unread).toBe(await recount(userId));
        expect(myPlace(followed, (await membershipOf(userId)) as Membership, userId).unread).toBe(
          room.unread,
        );
      }
    }),
    { numRuns: 40 },
  );
});

async function stateOf(id: string): Promise<RoomState> {
  return (await loadRoomStates(domain.ctx.database.db, [id])).get(id) as RoomState;
}

async function membershipOf(userId: string): Promise<Membership | null> {
  return (await findMemberships(domain.ctx.database.db, [{ userId, roomId }]))[0] ?? null;
}

async function comeAndGo(id: string): Promise<void> {
  await joinRoom(domain.ctx, by(cid), id);
  await leaveRoom(domain.ctx, by(cid), id);
}

/** What nobody wrote cannot be deleted. */
function ignoreForbidden(error: unknown): void {
  if (!(error instanceof Refusal && error.code === "message.forbidden")) throw error;
}

async function recount(userId: string): Promise<number> {
  const { rows } = await domain.ctx.database.pool.query<{ unread: number }>(
    `SELECT count(*)::int AS unread
     FROM messages m
     JOIN members me ON me.room_id = m.room_id AND me.user_id = $2
     JOIN places p ON p.room_id = m.room_id AND p.user_id = $2
     WHERE m.room_id = $1 AND m.number > greatest(me.read_number, p.read_number)
       AND m.system IS NULL AND m.deleted_at IS NULL AND m.author_id <> $2`,
    [roomId, userId],
  );
  return rows[0]?.unread ?? -1;
}

test("READ-3: a message that was deleted before it was read counts for nothing", async () => {
  const first = await post(ann);
  await post(ann);
  expect((await roomOf(ben)).unread).toBe(2);
  await deleteMessage(domain.ctx, by(ann), first);
  expect(await roomOf(ben)).toMatchObject({ unread: 1, uncounted: [[start + 1, start + 1]] });
});

test("READ-3, READ-5: joins, departures and renames are unread to nobody and move no room", async () => {
  await post(ann);
  const { bumpedAt } = await roomOf(ben);
  await comeAndGo(roomId);
  await updateRoom(domain.ctx, by(ben), roomId, { name: "Other" }).catch(() => {});
  await updateRoom(domain.ctx, by(ann), roomId, { name: "Another" });
  const room = await roomOf(ben);
  expect(room).toMatchObject({ unread: 1, readNumber: start, bumpedAt });
  expect(room.uncounted).toEqual([[start + 2, room.lastNumber]]);
});

test("READ-5: who renames a room has not read by that what others wrote in it", async () => {
  await post(ben);
  await updateRoom(domain.ctx, by(ann), roomId, { name: "Another" });
  expect(await roomOf(ann)).toMatchObject({ readNumber: start, unread: 1 });
});

test("READ-3: of messages before the newest ones all count, and no more is held than these", async () => {
  const gone = await post(ann);
  const bound = limits.unreadWindowMessages;
  await Promise.all(Array.from({ length: bound }, () => post(ann)));
  await deleteMessage(domain.ctx, by(ann), gone);
  expect(await roomOf(ben)).toMatchObject({ unread: bound + 1 });
  await deleteMessage(domain.ctx, by(ann), `${roomId}.${start + 2}`);
  expect(await roomOf(ben)).toMatchObject({ unread: bound });
});
