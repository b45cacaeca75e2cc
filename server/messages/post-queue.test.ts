import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { limits } from "@roost/protocol/limits.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { leaveRoom } from "../rooms/leave.ts";
import { getMyRoom } from "../rooms/reader.ts";
import { updateRoom } from "../rooms/update.ts";
import { openDatabase } from "../store/database.ts";
import { by } from "../testing/by.ts";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { PostQueue } from "./post-queue.ts";
import { listMessages } from "./reader.ts";

let domain: TestDomain;
let ann: string;
let ben: string;

beforeAll(async () => {
  domain = await createTestDomain();
  ann = await domain.addUser("ann");
  ben = await domain.addUser("ben");
});
afterAll(() => domain.close());

const all = (roomId: string) => listMessages(domain.ctx, by(ann), roomId, { limit: 200 });

describe("a post", () => {
  test("ORD-1: gets the next number and version, and is published as stored", async () => {
    const roomId = await domain.addRoom(ann);
    const { message, repeated } = await domain.post(roomId, ann, "first words");
    expect(repeated).toBe(false);
    expect(message).toMatchObject({ number: 2, version: 2, authorId: ann, body: "first words" });
    expect(domain.events.at(-1)).toEqual({
      kind: "room",
      roomId,
      changes: {
        roomId,
        since: 1,
        version: 2,
        messages: [message],
        users: [{ id: ann, username: "ann", displayName: "ANN" }],
      },
    });
    expect((await all(roomId)).messages.at(-1)).toEqual(message);
  });

  test("SND-5: is read by its author at once, and unread by the others", async () => {
    const roomId = await domain.addRoom(ann, [ben]);
    await domain.post(roomId, ann);
    const { rows } = await domain.ctx.database.pool.query(
      "SELECT user_id, read_number FROM members WHERE room_id = $1",
      [roomId],
    );
    expect(Object.fromEntries(rows.map((row) => [row.user_id, row.read_number]))).toEqual({
      [ann]: 3,
      [ben]: 2,
    });
  });

  test("DUP-1: that is repeated gets the first result, whatever it says now", async () => {
    const roomId = await domain.addRoom(ann);
    const post = { roomId, author: by(ann), clientMessageId: randomUUID(), body: "once" };
    const first = await domain.ctx.posts.post(post);
    const again = await domain.ctx.posts.post({ ...post, body: "twice" });
    expect(again).toEqual({ message: first.message, repeated: true });
    // Published again, since nobody may have heard of the first; whoever has drops it.
    expect(domain.events.at(-1)).toEqual(domain.events.at(-2));
  });

  test("DUP-2: that is repeated at the same moment is stored once", async () => {
    const roomId = await domain.addRoom(ann);
    const post = { roomId, author: by(ann), clientMessageId: randomUUID(), body: "once" };
    const results = await Promise.all(
      Array.from({ length: 20 }, () => domain.ctx.posts.post(post)),
    );
    expect(new Set(results.map(({ message }) => message.number)).size).toBe(1);
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect((await all(roomId)).messages).toHaveLength(2);
  });

  test("DUP-2: that is repeated on two nodes at the same moment is stored once", async () => {
    const roomId = await domain.addRoom(ann);
    const other = new PostQueue(domain.ctx.database.pipeline, domain.ctx.bus, (error) => {
      throw error;
    });
    for (let round = 0; round < 20; round++) {
      const post = { roomId, author: by(ann), clientMessageId: randomUUID(), body: "once" };
      const [a, b] = await Promise.all([domain.ctx.posts.post(post), other.post(post)]);
      expect(a.message).toEqual(b.message);
      expect([a.repeated, b.repeated].sort()).toEqual([false, true]);
    }
  });

  test("DUP-3: with the same client id of somebody else is another message", async () => {
    const roomId = await domain.addRoom(ann, [ben]);
    const post = { roomId, clientMessageId: randomUUID(), body: "mine" };
    const [a, b] = await Promise.all([
      domain.ctx.posts.post({ ...post, author: by(ann) }),
      domain.ctx.posts.post({ ...post, author: by(ben) }),
    ]);
    expect([a.message.number, b.message.number].sort()).toEqual([3, 4]);
  });

  test("ACK-3: of who is not a member fails alone in its batch", async () => {
    const roomId = await domain.addRoom(ann);
    const left = await domain.addRoom(ann, [ben]);
    await leaveRoom(domain.ctx, by(ben), left);
    const results = await Promise.allSettled([
      domain.post(roomId, ann, "one"),
      domain.post(roomId, ben, "not mine"),
      domain.post(left, ben, "gone"),
      domain.post(randomUUID(), ann, "nowhere"),
      domain.post(roomId, ann, "two"),
    ]);
    expect(results.map((result) => result.status)).toEqual([
      "fulfilled",
      "rejected",
      "rejected",
      "rejected",
      "fulfilled",
    ]);
    expect(results[1]).toMatchObject({ reason: { code: "room.not_found" } });
    expect((await all(roomId)).messages.slice(1).map(({ body }) => body)).toEqual(["one", "two"]);
  });

  test("ACK-3: that the store cannot take fails alone in its batch", async () => {
    const roomId = await domain.addRoom(ann);
    const faults: unknown[] = [];
    const { database, bus } = domain.ctx;
    const posts = new PostQueue(database.pipeline, bus, (error) => faults.push(error));
    const post = (room: string) =>
      posts.post({ roomId: room, author: by(ann), clientMessageId: randomUUID(), body: "x" });
    const [good, bad] = await Promise.allSettled([post(roomId), post("no id at all")]);
    expect(good.status).toBe("fulfilled");
    expect(bad).toMatchObject({ reason: { code: "server.busy" } });
    expect(faults).toHaveLength(1);
  });

  test("ACK-3: into a room that somebody else holds fails alone, and soon", async () => {
    const [held, free] = [await domain.addRoom(ann), await domain.addRoom(ann)];
    const faults: unknown[] = [];
    const { database, bus } = domain.ctx;
    const posts = new PostQueue(database.pipeline, bus, (error) => faults.push(error));
    const post = (roomId: string) =>
      posts.post({ roomId, author: by(ann), clientMessageId: randomUUID(), body: "x" });
    const holder = await database.pool.connect();
    await holder.query("BEGIN");
    await holder.query("SELECT 1 FROM rooms WHERE id = $1 FOR UPDATE", [held]);
    const [stuck, lucky] = await Promise.allSettled([post(held), post(free)]);
    expect(lucky.status).toBe("fulfilled");
    expect(stuck).toMatchObject({ reason: { code: "server.busy" } });
    // Changes of that room wait for it together, and leave connections to others.
    const renamed = Array.from({ length: 20 }, (_, index) =>
      updateRoom(domain.ctx, by(ann), held, { topic: `${index}` }),
    );
    expect((await all(free)).messages).toHaveLength(2);
    await holder.query("ROLLBACK");
    holder.release();
    await Promise.all(renamed);
    await post(held);
    expect(faults).toHaveLength(1);
  });

  test.each([
    ["nothing", "", "text.empty"],
    ["spaces and line ends", " \n\t ", "text.empty"],
    ["invisible characters", "\u200b\u2060\u00ad", "text.empty"],
    ["NUL", "a\0b", "text.invalid_characters"],
    ["a control character", "a\u0007b", "text.invalid_characters"],
    ["half a surrogate pair", "a\ud83d", "text.invalid_characters"],
    ["a character too many", "x".repeat(limits.messageBodyCharacters + 1), "text.too_long"],
  ])("SND-2: of %s is refused", async (_, body, code) => {
    const roomId = await domain.addRoom(ann);
    await expect(domain.post(roomId, ann, body)).rejects.toMatchObject({ code });
    expect((await all(roomId)).messages).toHaveLength(1);
  });

  test("LIM-3: may be as long as the limit, counted in characters and not in units of storage", async () => {
    const roomId = await domain.addRoom(ann);
    const body = "🐦".repeat(limits.messageBodyCharacters);
    expect((await domain.post(roomId, ann, body)).message.body).toBe(body);
  });

  test("LIM-4: beyond those that may wait is refused with a time, and they are all stored", async () => {
    const roomId = await domain.addRoom(ann);
    const results = await Promise.allSettled(
      Array.from({ length: 10_600 }, (_, index) => domain.post(roomId, ann, `${index}`)),
    );
    const refused = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(refused.length).toBeGreaterThan(0);
    for (const reason of refused) {
      expect(reason).toMatchObject({ code: "server.busy", retryAfterMs: expect.any(Number) });
    }
    const { lastNumber } = await getMyRoom(domain.ctx, ann, roomId);
    expect(lastNumber).toBe(1 + results.length - refused.length);
  });

  test("ACK-4, HLT-2: with no database is answered busy, and may be repeated", async () => {
    const faults: unknown[] = [];
    const nowhere = openDatabase("postgres://nobody@127.0.0.1:1/none", 1);
    const posts = new PostQueue(nowhere.pipeline, domain.ctx.bus, (error) => faults.push(error));
    const post = {
      roomId: randomUUID(),
      author: by(ann),
      clientMessageId: randomUUID(),
      body: "x",
    };
    await expect(posts.post(post)).rejects.toMatchObject({
      code: "server.busy",
      retryAfterMs: expect.any(Number),
    });
    expect(faults).toHaveLength(1);
    await nowhere.close();
  });
});

test("LIM-4: a post does not wait for ever for a database that is silent", async () => {
  const sockets = new Set<Socket>();
  // Takes connections, and never says a word.
  const silent = createServer((socket) => sockets.add(socket)).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  const database = openDatabase(`postgres://nobody@127.0.0.1:${port}/none`, 1);
  const faults: unknown[] = [];
  const posts = new PostQueue(database.pipeline, domain.ctx.bus, (error) => faults.push(error), 50);
  const post = () =>
    posts.post({ roomId: randomUUID(), author: by(ann), clientMessageId: randomUUID(), body: "x" });
  const busy = { code: "server.busy", retryAfterMs: expect.any(Number) };
  await expect(post()).rejects.toMatchObject(busy);
  // The first batch is still under way: this one waits behind it.
  await expect(post()).rejects.toMatchObject(busy);
  expect(faults.length).toBeGreaterThan(0);
  for (const socket of sockets) socket.destroy();
  silent.close();
  await posts.drain();
  await database.close();
});

test("ORD-2, ORD-4: many posts at once into several rooms are numbered without gaps, in the order of each sender", async () => {
  const rooms = await Promise.all([1, 2, 3].map(() => domain.addRoom(ann, [ben])));
  const sent = rooms.flatMap((roomId) =>
    [ann, ben].flatMap((authorId) =>
      Array.from({ length: 60 }, (_, index) => domain.post(roomId, authorId, `${index}`)),
    ),
  );
  await Promise.all(sent);
  for (const roomId of rooms) {
    const { messages } = await all(roomId);
    expect(messages.map(({ number }) => number)).toEqual(messages.map((_, index) => index + 1));
    for (const authorId of [ann, ben]) {
      const own = messages.filter((message) => message.authorId === authorId);
      expect(own.map(({ body }) => Number(body))).toEqual(own.map((_, index) => index));
    }
  }
});
