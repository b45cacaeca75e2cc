import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import type { Message } from "@roost/protocol/message.ts";
import { quoteOf } from "@roost/protocol/quote.ts";
import { expect, test } from "vitest";
import { changesSince } from "../rooms/changes.ts";
import { by } from "../testing/by.ts";
import { ann, ben, postFrame, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { listMessages } from "./reader.ts";
import { deleteMessage, editMessage } from "./rewrite.ts";

setUpRoomOfTwo();

const page = (query = {}) => listMessages(server.ctx, by(ann), roomId, query);

async function reply(replyTo: number, authorId = ben, clientMessageId = randomUUID()) {
  const post = { roomId, author: by(authorId), clientMessageId, body: "yes", replyTo };
  return (await server.ctx.posts.post(post)).message;
}

/** Ann says something, and so much after it that it is on no newest page of three. */
async function saidLongAgo(body = "Shall we?"): Promise<Message> {
  const { message } = await server.post(roomId, ann, body);
  for (let count = 0; count < 3; count += 1) await server.post(roomId, ben, "something else");
  return message;
}

test("RPL-1: a reply carries the number of the message, in the answer, on the page and live", async () => {
  const asked = await saidLongAgo();
  const client = await server.enter(ann);
  const mine = await server.enter(ben);
  mine.send({ ...postFrame("yes"), replyTo: asked.number });
  expect(await mine.next("posted")).toMatchObject({ replyTo: asked.number });
  const { messages, quoted, users } = await client.next("changes");
  expect(messages).toMatchObject([{ body: "yes", replyTo: asked.number }]);
  expect(quoted).toEqual([quoteOf(asked)]);
  expect(new Set(users?.map(({ id }) => id))).toEqual(new Set([ann, ben]));
  expect((await page({ limit: 1 })).messages).toEqual(messages);
});

test("RPL-2: a page, changes and a live frame bring what is replied to, and who wrote it", async () => {
  const asked = await saidLongAgo();
  const { version } = await reply(asked.number);
  const expected = { quoted: [quoteOf(asked)], users: [{ id: ann }, { id: ben }] };
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const changes = await changesSince(server.ctx, by(ann), roomId, version - 1);
  const live = server.events.at(-1)?.changes;
  for (const answer of [changes, live, await page({ limit: 1 })]) {
    const { quoted, users = [] } = answer ?? {};
    expect(quoted).toEqual(expected.quoted);
    expect(users.toSorted(byId)).toMatchObject(expected.users.toSorted(byId));
  }
});

test("RPL-2: what is among the messages themselves does not come a second time", async () => {
  const { message: asked } = await server.post(roomId, ann);
  await reply(asked.number);
  expect((await page()).quoted).toEqual([]);
  expect((await changesSince(server.ctx, by(ann), roomId, 0)).quoted).toEqual([]);
});

test("RPL-2: what is shown of a message is its beginning, cut between characters", async () => {
  const asked = await saidLongAgo("🪺".repeat(limits.quoteCharacters + 1));
  await reply(asked.number);
  const body = "🪺".repeat(limits.quoteCharacters);
  expect((await page({ limit: 1 })).quoted).toMatchObject([{ body }]);
  expect(server.events.at(-1)?.changes.quoted).toMatchObject([{ body }]);
});

test("RPL-3: what comes with a reply follows an edit and a deletion", async () => {
  const asked = await saidLongAgo();
  await reply(asked.number);
  const edited = await editMessage(server.ctx, by(ann), asked.id, "Or shall we not?");
  expect((await page({ limit: 1 })).quoted).toEqual([quoteOf(edited)]);
  const deleted = await deleteMessage(server.ctx, by(ann), asked.id);
  expect((await page({ limit: 1 })).quoted).toEqual([quoteOf(deleted)]);
  expect(deleted.body).toBe("");
});

test("RPL-4: a reply to a number that is not there, or to an event, is refused and stores nothing", async () => {
  const { message: last } = await server.post(roomId, ann);
  const client = await server.enter(ben);
  for (const replyTo of [last.number + 1, 1]) {
    const frame = { ...postFrame(), replyTo };
    client.send(frame);
    expect(await client.next("error")).toMatchObject({
      code: "reply.not_found",
      clientMessageId: frame.clientMessageId,
    });
  }
  expect((await page({ limit: 1 })).messages).toEqual([last]);
});

test("RPL-4: a message that was deleted meanwhile still takes the reply", async () => {
  const { message: asked } = await server.post(roomId, ann);
  await deleteMessage(server.ctx, by(ann), asked.id);
  expect(await reply(asked.number)).toMatchObject({ replyTo: asked.number });
});

test("ACK-3, RPL-4: a reply to nothing fails alone; others of the same commit are stored", async () => {
  const results = await Promise.allSettled([
    server.post(roomId, ann, "one"),
    reply(1_000),
    server.post(roomId, ann, "two"),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  const { messages } = await page({ limit: 2 });
  expect(messages.map(({ body }) => body)).toEqual(["one", "two"]);
});

test("DUP-1: a repeat finds its first result, whatever it replies to now", async () => {
  const { message: asked } = await server.post(roomId, ann);
  const id = randomUUID();
  const first = await reply(asked.number, ben, id);
  expect(await reply(1_000, ben, id)).toEqual(first);
  expect(await reply(asked.number, ben, id)).toEqual(first);
});
