import { randomUUID } from "node:crypto";
import { isMain } from "@roost/protocol/in-thread.ts";
import { limits } from "@roost/protocol/limits.ts";
import { messageId } from "@roost/protocol/message.ts";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { loadPeople } from "../accounts/people.ts";
import { changesSince } from "../rooms/changes.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { getMyRoom } from "../rooms/reader.ts";
import { by } from "../testing/by.ts";
import { ann, ben, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import type { Post } from "./post-batch.ts";
import { listMessages, listThread } from "./reader.ts";
import { deleteMessage, editMessage } from "./rewrite.ts";

setUpRoomOfTwo();
let root: number;
beforeEach(async () => {
  root = (await server.post(roomId, ann, "What shall we eat?")).message.number;
});

/** Somebody writes, by default below the root. */
const answer = (userId: string, more: Partial<Post> = {}) => {
  const post = { roomId, author: by(userId), clientMessageId: randomUUID(), body: "Soup" };
  return server.ctx.posts.post({ ...post, threadNumber: root, ...more });
};
const nameOf = async (userId: string) =>
  (await loadPeople(server.ctx.database.db, [userId]))[0]?.username ?? "";
const numbersOf = (messages: readonly { number: number }[]) => messages.map(({ number }) => number);

test("THR-1: a reply in a thread is a message of its room, with the next number and version", async () => {
  const before = await getMyRoom(server.ctx, ann, roomId);
  const { message } = await answer(ben);
  expect(message).toMatchObject({ number: root + 1, threadNumber: root, body: "Soup" });
  expect(message.version).toBe(before.version + 1);
  expect(message.inRoom).toBeUndefined();
  const also = await answer(ben, { alsoInRoom: true });
  expect(also.message).toMatchObject({ threadNumber: root, inRoom: true });
  const edited = await editMessage(server.ctx, by(ben), message.id, "Salad");
  expect(edited).toMatchObject({ threadNumber: root, body: "Salad" });
  const main = await listMessages(server.ctx, by(ann), roomId, { main: true });
  expect(numbersOf(main.messages)).toContain(also.message.number);
  expect(numbersOf(main.messages)).not.toContain(message.number);
  // It leads to what it answers, also where that was not loaded.
  const page = await listMessages(server.ctx, by(ann), roomId, { main: true, limit: 1 });
  expect(page.quoted).toMatchObject([{ number: root, body: "What shall we eat?" }]);
});

test("THR-2: a thread is below a message that somebody wrote and that stands in none itself", async () => {
  const { message: reply } = await answer(ben);
  const [fine, missing, event, inner] = await Promise.allSettled([
    answer(ann),
    answer(ann, { threadNumber: 900 }),
    answer(ann, { threadNumber: 1 }),
    answer(ann, { threadNumber: reply.number }),
  ]);
  for (const refused of [missing, event, inner]) {
    expect(refused).toMatchObject({ reason: { code: "thread.not_found" } });
  }
  expect(fine).toMatchObject({ status: "fulfilled" });
  await deleteMessage(server.ctx, by(ann), messageId(roomId, root));
  expect(await answer(ben)).toMatchObject({ message: { threadNumber: root } });
});

test("THR-3: a thread's row comes with each reply, and with the deletion of one, in the same version", async () => {
  const device = await server.enter(ann);
  const first = await answer(ben);
  expect(await device.next("changes")).toMatchObject({
    version: first.message.version,
    messages: [first.message],
    threads: [
      {
        ...{ number: root, version: first.message.version, count: 1, userIds: [ben] },
        ...{ lastNumber: first.message.number, lastAuthorId: ben },
        lastAt: first.message.createdAt,
      },
    ],
    users: [{ id: ben }],
  });
  const second = await answer(ann);
  expect(second.thread).toMatchObject({ count: 2, userIds: [ben, ann], lastAuthorId: ann });
  await device.next("changes");
  const deleted = await deleteMessage(server.ctx, by(ann), second.message.id);
  expect(await device.next("changes")).toMatchObject({
    messages: [deleted],
    threads: [{ version: deleted.version, count: 1, lastNumber: first.message.number }],
  });
  await deleteMessage(server.ctx, by(ben), first.message.id);
  expect(await device.next("changes")).toMatchObject({
    threads: [{ count: 0, lastNumber: root, lastAuthorId: null, userIds: [] }],
  });
  const { threads } = await changesSince(server.ctx, by(ben), roomId, 0);
  expect(threads).toHaveLength(1);
  const page = await listMessages(server.ctx, by(ben), roomId, { main: true });
  expect(page.threads).toEqual(threads);
});

test("THR-3: many who answer at once, some of them twice, are each counted once", async () => {
  const crowd = await Promise.all(Array.from({ length: 7 }, () => server.addUser()));
  const room = await server.addRoom(ann, crowd);
  const { message } = await server.post(room, ann, "Hands up");
  const ids = new Map(crowd.map((userId) => [userId, randomUUID()]));
  const raise = (userId: string) =>
    answer(userId, {
      roomId: room,
      threadNumber: message.number,
      clientMessageId: ids.get(userId) as string,
    });
  const posted = await Promise.all([...crowd, ...crowd].map(raise));
  const [thread] = (await changesSince(server.ctx, by(ann), room, 0)).threads ?? [];
  const replies = new Map(posted.map((one) => [one.message.number, one.message]));
  const inOrder = [...replies.values()].sort((a, b) => a.number - b.number);
  expect(thread).toMatchObject({
    count: crowd.length,
    lastNumber: inOrder.at(-1)?.number,
    lastAuthorId: inOrder.at(-1)?.authorId,
    userIds: inOrder.slice(0, limits.threadPeople).map(({ authorId }) => authorId),
  });
  expect(posted.filter(({ repeated }) => repeated)).toHaveLength(crowd.length);
});

test("SND-4, THR-3: who posted a reply is told of the thread by the answer, also by that to a repeat", async () => {
  const [device, other] = [await server.enter(ann), await server.enter(ben)];
  const post = {
    type: "post",
    ref: 7,
    roomId,
    clientMessageId: randomUUID(),
    body: "Stew",
  } as const;
  device.send({ ...post, threadNumber: root, alsoInRoom: true });
  const posted = await device.next("posted");
  expect(posted).toMatchObject({
    ...{ threadNumber: root, inRoom: true },
    thread: { number: root, count: 1, version: posted.version },
  });
  expect(await other.next("changes")).toMatchObject({ threads: [posted.thread] });
  device.send({ ...post, threadNumber: root, ref: 8 });
  expect(await device.next("posted")).toMatchObject({ repeated: true, thread: posted.thread });
});

test("THR-4: pages of a room's timeline, and of its threads, have all of a range of numbers, and meet", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("main", "a", "b", "also"), { maxLength: 25 }),
      fc.integer({ min: 1, max: 6 }),
      fc.nat(30),
      async (kinds, limit, start) => {
        const room = await server.addRoom(ann);
        const roots = [await server.post(room, ann), await server.post(room, ann)];
        const [a = 0, b = 0] = roots.map(({ message }) => message.number);
        for (const kind of kinds) {
          const place = { main: {}, a: { threadNumber: a }, b: { threadNumber: b } };
          const also = { threadNumber: a, alsoInRoom: true };
          await answer(ann, {
            ...{ roomId: room, threadNumber: undefined },
            ...(kind === "also" ? also : place[kind]),
          });
        }
        const whole = (await listMessages(server.ctx, by(ann), room, { limit: 200 })).messages;
        const inMain = whole.filter(isMain);
        const inThread = whole.filter((one) => one.number === a || one.threadNumber === a);
        const main = (query: object) =>
          listMessages(server.ctx, by(ann), room, { main: true, limit, ...query });
        const thread = (query: object) =>
          listThread(server.ctx, by(ann), messageId(room, a), { limit, ...query });
        for (const [load, all] of [[main, inMain] as const, [thread, inThread] as const]) {
          const around = 1 + (start % whole.length);
          const middle = await load({ around });
          const pages = [middle];
          for (let first = middle; first.hasBefore; pages.unshift(first)) {
            first = await load({ before: first.first });
          }
          for (let last = middle; last.hasAfter; pages.push(last)) {
            last = await load({ after: last.last });
          }
          expect(pages.flatMap(({ messages }) => messages)).toEqual(all);
          for (const [index, page] of pages.entries()) {
            expect(page.first).toBe((pages[index - 1]?.last ?? 0) + 1);
            expect(page.messages.length).toBeLessThanOrEqual(limit);
          }
          expect(pages.at(-1)?.last).toBe(whole.length);
          const held = all.find(({ number }) => number === around);
          if (held) expect(middle.messages).toContainEqual(held);
          const newest = await load({});
          expect(newest.messages).toEqual(all.slice(-limit));
          expect(middle.messages.length).toBe(Math.min(limit, all.length));
        }
      },
    ),
    { numRuns: 40 },
  );
});

test("THR-4: a long thread does not fill the page of its room", async () => {
  for (let count = 0; count < 60; count += 1) await answer(ben);
  const { message } = await server.post(roomId, ben, "Something else");
  const page = await listMessages(server.ctx, by(ann), roomId, { main: true, limit: 2 });
  expect(numbersOf(page.messages)).toEqual([root, message.number]);
  expect(page).toMatchObject({ first: root, last: message.number, hasAfter: false });
});

test("THR-4: the thread of a reply is that which it stands in; who is not in the room finds none", async () => {
  const { message } = await answer(ben);
  const ofReply = await listThread(server.ctx, by(ann), message.id, {});
  expect(numbersOf(ofReply.messages)).toEqual([root, message.number]);
  expect(ofReply.threads).toMatchObject([{ number: root, count: 1 }]);
  const stranger = await server.addUser();
  for (const id of [message.id, messageId(roomId, root), messageId(roomId, 900)]) {
    await expect(listThread(server.ctx, by(stranger), id, {})).rejects.toMatchObject({
      code: "message.not_found",
    });
  }
});

test("THR-5, READ-3, READ-5: what stands in a thread alone is unread to nobody in the room, and moves nothing of it", async () => {
  await server.enter(ann);
  const before = await getMyRoom(server.ctx, ben, roomId);
  expect(before).toMatchObject({ unread: 1, readNumber: root - 1 });
  await answer(ben, { body: `@${await nameOf(ann)} soup` });
  await answer(ann);
  const after = await getMyRoom(server.ctx, ben, roomId);
  expect(after).toMatchObject({
    ...{ unread: 1, readNumber: root - 1, uncounted: [[root + 1, root + 2]] },
    ...{ bumpedAt: before.bumpedAt, lastMessage: before.lastMessage, lastNumber: root + 2 },
  });
  expect((await getMyRoom(server.ctx, ann, roomId)).mentioned).toBeUndefined();
  // As the feeds have it, from what came live.
  for (const userId of [ann, ben]) {
    const client = await server.connect();
    client.hello(await server.signIn(userId));
    const mine = await getMyRoom(server.ctx, userId, roomId);
    expect(await client.next("snapshot")).toMatchObject({ rooms: [mine] });
  }
  const also = await answer(ann, { alsoInRoom: true });
  expect(await getMyRoom(server.ctx, ben, roomId)).toMatchObject({
    ...{ unread: 2, bumpedAt: also.message.createdAt, lastMessage: also.message },
  });
});

test("DUP-1: a reply that is sent again counts once, whatever it says now", async () => {
  const clientMessageId = randomUUID();
  const first = await answer(ben, { clientMessageId });
  const again = await answer(ben, { clientMessageId, threadNumber: undefined, body: "other" });
  expect(again).toMatchObject({ message: first.message, repeated: true });
  const { threads } = await listThread(server.ctx, by(ann), first.message.id, {});
  expect(threads).toMatchObject([{ count: 1 }]);
});

test("MEM-1: who has left does not answer in a thread", async () => {
  await leaveRoom(server.ctx, by(ben), roomId);
  await expect(answer(ben)).rejects.toMatchObject({ code: "room.not_found" });
});
