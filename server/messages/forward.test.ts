import { randomUUID } from "node:crypto";
import type { ForwardedMessage } from "@roost/protocol/forward.ts";
import type { Message } from "@roost/protocol/message.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDirect } from "../directs/open.ts";
import { ChangeQueue } from "../rooms/change-queue.ts";
import { leaveRoom } from "../rooms/leave.ts";
import { listMyRooms } from "../rooms/reader.ts";
import { updateRoom } from "../rooms/update.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { postMessage } from "./post.ts";
import { getMessage, listMessages } from "./reader.ts";
import { deleteMessage, editMessage } from "./rewrite.ts";

let domain: TestDomain;
let ann: string;
let ben: string;
let from: string;
let to: string;

beforeAll(async () => {
  domain = await createTestDomain();
  ann = await domain.addUser();
  ben = await domain.addUser();
  from = await domain.addRoom(ann, [ben]);
  to = await domain.addRoom(ben);
});
afterAll(() => domain.close());

function forward(source: ForwardedMessage, body = "", more: object = {}, ctx = domain.ctx) {
  const { roomId, number } = source;
  const post = { roomId: to, author: by(ben), clientMessageId: randomUUID(), body };
  return postMessage(ctx, { ...post, forward: { roomId, number }, ...more });
}

const copyOf = ({ roomId, number, authorId, createdAt, body }: Message) => ({
  source: { roomId, number },
  authorId,
  createdAt,
  body,
});

test("FWD-1: a forwarded message carries a copy of what the store has, with a comment or none", async () => {
  const { message: source } = await domain.post(from, ann, "The *tern* is back");
  const before = await listMessages(domain.ctx, by(ben), to, {});
  const { message, mentioned } = await forward(source, " look  \n");
  expect(message).toMatchObject({ roomId: to, authorId: ben, body: " look" });
  expect(message.forwarded).toEqual(copyOf(source));
  expect(mentioned?.map(({ id }) => id).sort()).toEqual([ann, ben].sort());
  const bare = await forward(source);
  expect(bare.message).toMatchObject({ body: "", forwarded: copyOf(source) });
  expect(bare.message.number).toBe(message.number + 1);
  // One change each, told as any message is.
  expect(bare.message.version).toBe(before.version + 2);
  expect(domain.events.at(-1)?.changes.messages).toEqual([bare.message]);
  const after = await listMessages(domain.ctx, by(ben), to, { limit: 2 });
  expect(after.messages).toEqual([message, bare.message]);
  // It bumps the room, and its author has read what is before it.
  const [mine] = (await listMyRooms(domain.ctx, by(ben))).rooms.filter(({ id }) => id === to);
  expect(mine).toMatchObject({ unread: 0, readNumber: bare.message.number });
  expect(mine?.bumpedAt).toBe(bare.message.createdAt);
  expect(await getMessage(domain.ctx, by(ben), bare.message.id)).toEqual(bare.message);
});

test("SND-4: one that shares its commit with other changes is told to its own connection, too", async () => {
  const { message: source } = await domain.post(from, ann, "three at once");
  const told = () => domain.events.filter(({ roomId }) => roomId === to);
  await forward(source, "alone", { origin: "a" });
  expect(told().at(-1)).toMatchObject({ origin: "a" });
  // A commit that takes changes as long as there are some, however slow the machine is.
  const { database, bus } = domain.ctx;
  const changes = new ChangeQueue(database, bus, () => 0);
  const ctx = { ...domain.ctx, changes };
  await Promise.all(["b", "c", "d"].map((origin) => forward(source, "", { origin }, ctx)));
  // The first of them may have been in a commit of its own.
  expect(
    told()
      .slice(-3)
      .filter(({ origin }) => origin !== undefined).length,
  ).toBeLessThan(2);
});

test("FWD-1: a repeat is the first result, also where the source is gone and the room is archived", async () => {
  const { message: source } = await domain.post(from, ann, "once");
  const clientMessageId = randomUUID();
  const both = await Promise.all([
    forward(source, "", { clientMessageId }),
    forward(source, "", { clientMessageId }),
  ]);
  expect(both.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
  await deleteMessage(domain.ctx, by(ann), source.id);
  await updateRoom(domain.ctx, by(ben), to, { archived: true });
  const again = await forward(source, "other", { clientMessageId });
  expect(again).toMatchObject({ repeated: true, message: both[0]?.message });
  await expect(forward(source)).rejects.toMatchObject({ code: "room.archived" });
  await updateRoom(domain.ctx, by(ben), to, { archived: false });
});

test("FWD-2: the copy stays where its source is edited or deleted, and goes with its message", async () => {
  const { message: source } = await domain.post(from, ann, "as it was");
  const { message } = await forward(source, "comment");
  await editMessage(domain.ctx, by(ann), source.id, "as it is");
  await deleteMessage(domain.ctx, by(ann), source.id);
  const stored = await getMessage(domain.ctx, by(ben), message.id);
  expect(stored.forwarded).toEqual(copyOf(source));
  const edited = await editMessage(domain.ctx, by(ben), message.id, "another comment");
  expect(edited.forwarded).toEqual(copyOf(source));
  const deleted = await deleteMessage(domain.ctx, by(ben), message.id);
  expect(deleted).not.toHaveProperty("forwarded");
});

test("FWD-3: what one cannot read, an event and what was deleted are not forwarded", async () => {
  const secret = await domain.addRoom(ann);
  const { message: hidden } = await domain.post(secret, ann, "secret");
  const { message: gone } = await domain.post(from, ann, "gone");
  await deleteMessage(domain.ctx, by(ann), gone.id);
  const event = { roomId: to, number: 1 };
  for (const source of [hidden, gone, event, { roomId: from, number: 999_999 }]) {
    await expect(forward(source)).rejects.toMatchObject({ code: "message.not_found" });
  }
  const { message: source } = await domain.post(from, ann, "left");
  await expect(forward(source, "", { roomId: secret })).rejects.toMatchObject({
    code: "room.not_found",
  });
  await leaveRoom(domain.ctx, by(ben), from);
  await expect(forward(source)).rejects.toMatchObject({ code: "message.not_found" });
});

test("FWD-3: a copy from a direct does not say where that stands", async () => {
  const { direct } = await openDirect(domain.ctx, by(ann), [ben], {});
  const { message: source } = await domain.post(direct.room.id, ann, "between us");
  const { message } = await forward(source);
  expect(message.forwarded).toEqual({ ...copyOf(source), source: null });
  expect(JSON.stringify(message)).not.toContain(direct.room.id);
});

test("what was forwarded without a word is forwarded from its first source, and quoted with what was said", async () => {
  const { message: source } = await domain.post(to, ben, "first\nsecond");
  const { message: bare } = await forward(source);
  expect((await forward(bare)).message.forwarded).toEqual(copyOf(source));
  const { message: said } = await forward(source, "see");
  expect((await forward(said)).message.forwarded?.body).toBe("see\n\n> first\n> second");
});

test("a reply to it shows what it forwards, in the same words live and loaded", async () => {
  const { message: source } = await domain.post(to, ben, "quoted");
  const { message: bare } = await forward(source);
  const reply = { roomId: to, author: by(ben), clientMessageId: randomUUID(), body: "reply" };
  await domain.ctx.posts.post({ ...reply, replyTo: bare.number });
  const live = domain.events.at(-1)?.changes.quoted;
  expect(live).toMatchObject([{ number: bare.number, body: "quoted" }]);
  const { quoted } = await listMessages(domain.ctx, by(ben), to, { limit: 1 });
  expect(quoted).toEqual(live);
});
