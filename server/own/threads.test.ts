import { randomUUID } from "node:crypto";
import { isThreadUnread } from "@roost/protocol/in-thread.ts";
import { limits } from "@roost/protocol/limits.ts";
import { messageId } from "@roost/protocol/message.ts";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { loadPeople } from "../accounts/people.ts";
import type { Post } from "../messages/post-batch.ts";
import { deleteMessage } from "../messages/rewrite.ts";
import { changesSince } from "../rooms/changes.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { myChangesSince } from "../rooms/my-changes.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { setBlocked } from "./block.ts";
import { followThread, listThreads, markThreadRead } from "./threads.ts";

setUpRoomOfTwo();
let root: number;
let rootId: string;
beforeEach(async () => {
  const { message } = await server.post(roomId, ann, "What shall we eat?");
  [root, rootId] = [message.number, message.id];
});

const answer = (userId: string, more: Partial<Post> = {}) => {
  const post = { roomId, author: by(userId), clientMessageId: randomUUID(), body: "Soup" };
  return server.ctx.posts.post({ ...post, threadNumber: root, ...more });
};
const nameOf = async (userId: string) =>
  (await loadPeople(server.ctx.database.db, [userId]))[0]?.username ?? "";
/** What a thread is to somebody, as their log has it. */
const mineOf = async (userId: string, id = rootId) => {
  const { own = [] } = await myChangesSince(server.ctx, by(userId), 0);
  return own.find(({ kind, key }) => kind === "thread" && key === id)?.value ?? null;
};

test("THR-6: a thread is followed by its root's author from the first reply, who writes in it, and whom it mentions", async () => {
  const [cid, dan, stranger] = [
    await server.addUser(),
    await server.addUser(),
    await server.addUser(),
  ];
  const room = await server.addRoom(ann, [ben, cid, dan]);
  const { message } = await server.post(room, ann, "Where?");
  const id = message.id;
  expect(await mineOf(ann, id)).toBeNull();
  const device = await server.enter(ann);
  const place = { roomId: room, threadNumber: message.number };
  const first = await answer(ben, place);
  const told = await device.next("person");
  const read = first.message.number - 1;
  expect(told.own).toMatchObject([{ kind: "thread", key: id, value: { follows: true, read } }]);
  expect(told.version).toBe(told.since + 1);
  expect(await mineOf(ben, id)).toEqual({ follows: true, read: first.message.number });
  expect(await mineOf(cid, id)).toBeNull();
  const body = `@${await nameOf(cid)} @${await nameOf(stranger)} @room`;
  const second = await answer(ann, { ...place, body });
  expect(await mineOf(cid, id)).toEqual({ follows: true, read: second.message.number - 1 });
  // Not who is not in the room, nor everybody.
  expect(await mineOf(stranger, id)).toBeNull();
  expect(await mineOf(dan, id)).toBeNull();
  // Nothing is written again for those who follow it.
  const { version } = await myChangesSince(server.ctx, by(ann), 0);
  await answer(ben, place);
  expect((await myChangesSince(server.ctx, by(ann), 0)).version).toBe(version);
});

test("THR-6: who says that they do not follow a thread stays out of it, and comes back by saying so", async () => {
  await answer(ben);
  await followThread(server.ctx, by(ann), rootId, false);
  const body = `@${await nameOf(ann)}`;
  const { message } = await answer(ben, { body });
  expect(await mineOf(ann)).toMatchObject({ follows: false });
  await answer(ann);
  expect(await mineOf(ann)).toMatchObject({ follows: false });
  expect((await listThreads(server.ctx, by(ann), {})).threads).toEqual([]);
  const row = await followThread(server.ctx, by(ann), message.id, true);
  expect(row).toMatchObject({ key: rootId, value: { follows: true } });
  expect((await listThreads(server.ctx, by(ann), {})).threads).toHaveLength(1);
});

test("THR-6: by what somebody writes whom one has blocked, one follows no thread; by others in the same commit, one does", async () => {
  const [cid, dan] = [await server.addUser(), await server.addUser()];
  const room = await server.addRoom(ann, [ben, cid, dan]);
  const { message } = await server.post(room, ann, "Where?");
  const place = { roomId: room, threadNumber: message.number };
  for (const userId of [ann, cid]) await setBlocked(server.ctx, by(userId), ben, true);
  const body = `@${await nameOf(cid)} @${await nameOf(dan)}`;
  await answer(ben, { ...place, body });
  // The root's author, who is mentioned, and others who have not blocked him.
  expect(await mineOf(ann, message.id)).toBeNull();
  expect(await mineOf(cid, message.id)).toBeNull();
  expect(await mineOf(dan, message.id)).toMatchObject({ follows: true });
  const [, theirs] = await Promise.all([
    answer(ben, { ...place, body }),
    answer(dan, { ...place, body: `@${await nameOf(cid)}` }),
  ]);
  const read = theirs.message.number - 1;
  expect(await mineOf(ann, message.id)).toEqual({ follows: true, read });
  expect(await mineOf(cid, message.id)).toEqual({ follows: true, read });
});

test("THR-6: what one writes oneself in a thread is followed, whoever began it", async () => {
  const { message } = await server.post(roomId, ben, "Where?");
  await setBlocked(server.ctx, by(ann), ben, true);
  await answer(ann, { threadNumber: message.number });
  expect(await mineOf(ann, message.id)).toMatchObject({ follows: true });
  expect(await mineOf(ben, message.id)).toMatchObject({ follows: true });
});

test("THR-6: a message without replies is followed by hand; an event, or what is in no room of mine, is not", async () => {
  const row = await followThread(server.ctx, by(ben), rootId, true);
  expect(row.value).toEqual({ follows: true, read: root });
  expect((await listThreads(server.ctx, by(ben), {})).threads).toEqual([]);
  await answer(ann);
  expect((await listThreads(server.ctx, by(ben), { unread: true })).threads).toHaveLength(1);
  const event = followThread(server.ctx, by(ben), messageId(roomId, 1), true);
  await expect(event).rejects.toMatchObject({ code: "message.forbidden" });
  const stranger = await server.addUser();
  const foreign = followThread(server.ctx, by(stranger), rootId, true);
  await expect(foreign).rejects.toMatchObject({ code: "message.not_found" });
});

test("THR-7: a position in a thread only goes up, not beyond its newest reply, and is kept of threads of mine alone", async () => {
  const replies = [await answer(ben), await answer(ben), await answer(ben)];
  const numbers = replies.map(({ message }) => message.number);
  const [first = 0, second = 0, third = 0] = numbers;
  const mark = (userId: string, number: number) =>
    markThreadRead(server.ctx, by(userId), rootId, number);
  expect(await mark(ann, second)).toMatchObject({ value: { read: second } });
  const { version } = await myChangesSince(server.ctx, by(ann), 0);
  expect(await mark(ann, first)).toMatchObject({ value: { read: second } });
  expect((await myChangesSince(server.ctx, by(ann), 0)).version).toBe(version);
  const unread = async () => (await listThreads(server.ctx, by(ann), { unread: true })).threads;
  expect(await unread()).toHaveLength(1);
  const both = await Promise.all([mark(ann, 9_000), mark(ann, third - 1)]);
  expect(both.map((row) => row?.version)).toContain(version + 1);
  expect(await mineOf(ann)).toEqual({ follows: true, read: third });
  expect(await unread()).toEqual([]);
  const cid = await server.addUser();
  const room = await server.addRoom(ann, [cid]);
  const { message } = await server.post(room, ann, "Quiet");
  expect(await markThreadRead(server.ctx, by(cid), message.id, message.number)).toBeNull();
});

test("THR-7: threads are listed with the newest reply first, page by page, without those of rooms that I left", async () => {
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    const { message } = await server.post(roomId, ben, `Topic ${count}`);
    ids.unshift(message.id);
    await answer(ann, { threadNumber: message.number });
  }
  const pages = [await listThreads(server.ctx, by(ben), { limit: 2 })];
  for (let next = pages[0]?.nextCursor; next; next = pages.at(-1)?.nextCursor) {
    pages.push(await listThreads(server.ctx, by(ben), { limit: 2, cursor: next }));
  }
  const entries = pages.flatMap(({ threads }) => threads);
  expect(entries.map((entry) => entry.root.id)).toEqual(ids);
  expect(entries[0]).toMatchObject({
    ...{ thread: { count: 1, lastAuthorId: ann }, last: { body: "Soup" }, mine: { follows: true } },
  });
  expect(pages[0]?.users.map(({ id }) => id).sort()).toEqual([ann, ben].sort());
  await leaveRoom(server.ctx, by(ben), roomId);
  expect((await listThreads(server.ctx, by(ben), {})).threads).toEqual([]);
});

const step = fc.record({
  what: fc.constantFrom("answer", "also", "delete", "read", "follow", "unfollow"),
  who: fc.nat(1),
  thread: fc.nat(1),
  at: fc.nat(12),
});

test("THR-7: what is unread follows from a thread's row and one of mine, on the server as in a client, after any history", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const room = await server.addRoom(ann, [ben]);
      const first = await server.post(room, ann);
      const roots = [first, await server.post(room, ben)];
      for (const { what, who, thread, at } of steps) {
        const actor = by([ann, ben][who] ?? ann);
        const { id, number } = (roots[thread] ?? first).message;
        const last = (await changesSince(server.ctx, actor, room, 0)).room?.lastNumber ?? 0;
        const any = messageId(room, 1 + (at % last));
        if (what === "delete") await deleteMessage(server.ctx, actor, any).catch(() => {});
        else if (what === "read") await markThreadRead(server.ctx, actor, id, at);
        else if (what.endsWith("follow")) {
          await followThread(server.ctx, actor, id, what === "follow");
        } else {
          const place = { roomId: room, threadNumber: number, alsoInRoom: what === "also" };
          await answer(actor.id, place);
        }
      }
      for (const userId of [ann, ben]) {
        // What any client holds: the rows of the room, and those of its person.
        const { threads = [] } = await changesSince(server.ctx, by(userId), room, 0);
        const { own = [] } = await myChangesSince(server.ctx, by(userId), 0);
        const unread = threads.filter((thread) => {
          const row = own.find(({ key }) => key === messageId(room, thread.number));
          return row?.kind === "thread" && row.value && isThreadUnread(thread, row.value, userId);
        });
        const page = await listThreads(server.ctx, by(userId), { unread: true, limit: 200 });
        const listed = page.threads.filter((entry) => entry.root.roomId === room);
        expect(listed.map(({ root: { number } }) => number).sort()).toEqual(
          unread.map(({ number }) => number).sort(),
        );
      }
    }),
    { numRuns: 30 },
  );
});

test("THR-8: the thread that somebody heard of first makes space for the next one, and nothing else does", async () => {
  const { pool } = server.ctx.database;
  await answer(ben);
  await pool.query(
    `INSERT INTO own_rows (user_id, kind, key, version, changed_at, value)
     SELECT $1, 'thread', $2 || '.' || n, 100 + n, now(), '{"follows": true, "read": 1}'
     FROM generate_series(1, $3::int) n`,
    [ann, randomUUID(), limits.followedThreads - 1],
  );
  await pool.query("UPDATE persons SET version = 10000 WHERE user_id = $1", [ann]);
  const { message } = await server.post(roomId, ann, "One more");
  await answer(ben, { threadNumber: message.number });
  const { own = [], version } = await myChangesSince(server.ctx, by(ann), 10_000);
  expect(version).toBe(10_002);
  expect(own).toMatchObject([
    { key: message.id, value: { follows: true } },
    { key: rootId, value: null },
  ]);
  const other = await server.post(roomId, ben, "By hand");
  const full = followThread(server.ctx, by(ann), other.message.id, true);
  await expect(full).rejects.toMatchObject({ code: "me.full" });
});
