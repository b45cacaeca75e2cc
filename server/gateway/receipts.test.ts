import { deliveredTo } from "@roost/protocol/furthest.ts";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { openDirect } from "../directs/open.ts";
import { setMyPresence } from "../presence/mine.ts";
import { markRead } from "../reads/mark.ts";
import { listReaders } from "../reads/readers.ts";
import { loadReceipts } from "../reads/receipts.ts";
import { inviteMembers } from "../rooms/invite.ts";
import { removeMember } from "../rooms/remove.ts";
import { by } from "../testing/by.ts";
import type { TestClient } from "../testing/gateway.ts";
import { ann, ben, roomId, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";

setUpRoomOfTwo();

/** A connection that looks at the room, once it was told of all. */
async function looksAt(userId: string): Promise<TestClient> {
  const client = await server.enter(userId);
  client.send({ type: "watch", roomIds: [roomId] });
  await vi.waitFor(() => expect(client.all("receipts")).not.toEqual([]));
  return client;
}

/** How far people have read, as a connection was told. */
function told(client: TestClient): Record<string, number> {
  const positions: Record<string, number> = {};
  for (const { receipts, isAll = false } of client.all("receipts")) {
    if (isAll) for (const id of Object.keys(positions)) delete positions[id];
    for (const { userId, readNumber } of receipts) positions[userId] = readNumber;
  }
  return positions;
}

const read = (userId: string, number: number) => markRead(server.ctx, by(userId), roomId, number);

async function post(userId: string): Promise<{ id: string; number: number }> {
  const { message } = await server.post(roomId, userId, "words");
  return message;
}

test("SIG-10: who looks is told how far all have read, and when they read on; who looks elsewhere is not", async () => {
  const { number } = await post(ann);
  const elsewhere = await server.enter(ann);
  const looks = await looksAt(ann);
  const before = told(looks)[ben] ?? 0;
  expect(before).toBeLessThan(number);
  expect(told(looks)[ann]).toBe(number);
  await read(ben, number);
  await vi.waitFor(() => expect(told(looks)[ben]).toBe(number), { timeout: 5_000 });
  // What was written tells it, too.
  const answer = await post(ben);
  await vi.waitFor(() => expect(told(looks)[ben]).toBe(answer.number), { timeout: 5_000 });
  await elsewhere.settled();
  expect(elsewhere.all("receipts")).toEqual([]);
});

test("SIG-10: who comes into the room is told of, and who was taken out is told nothing more", async () => {
  const looks = await looksAt(ann);
  const cid = await server.addUser();
  await inviteMembers(server.ctx, by(ann), roomId, [cid]);
  await vi.waitFor(() => expect(told(looks)[cid]).toBeGreaterThan(0), { timeout: 5_000 });
  const removed = await looksAt(cid);
  await removeMember(server.ctx, by(ann), roomId, cid);
  await vi.waitFor(() => expect(told(looks)[cid]).toBeUndefined(), { timeout: 5_000 });
  await removed.next("person");
  removed.frames.length = 0;
  await read(ben, (await post(ann)).number);
  await vi.waitFor(() => expect(told(looks)[ben]).toBeGreaterThan(0), { timeout: 5_000 });
  await removed.settled();
  expect(removed.all("receipts")).toEqual([]);
});

test("SIG-11: who hides it is not shown, and is not shown others, from that moment on", async () => {
  const message = await post(ann);
  await read(ben, message.number);
  const [looks, hides] = [await looksAt(ann), await looksAt(ben)];
  expect(told(looks)[ben]).toBe(message.number);
  expect((await listReaders(server.ctx, by(ann), message.id)).map(({ id }) => id)).toEqual([ben]);
  await setMyPresence(server.ctx, by(ben), { hidden: ["receipts"] });
  await vi.waitFor(() => expect(told(hides)).toEqual({}), { timeout: 5_000 });
  await vi.waitFor(() => expect(told(looks)[ben]).toBeUndefined(), { timeout: 5_000 });
  await read(ben, (await post(ann)).number);
  await vi.waitFor(() => expect(told(looks)[ann]).toBeGreaterThan(message.number), {
    timeout: 5_000,
  });
  expect(told(looks)[ben]).toBeUndefined();
  expect(told(hides)).toEqual({});
  expect(await listReaders(server.ctx, by(ann), message.id)).toEqual([]);
  await expect(listReaders(server.ctx, by(ben), message.id)).rejects.toMatchObject({
    code: "receipts.not_shown",
  });
  await setMyPresence(server.ctx, by(ben), { hidden: [] });
  await vi.waitFor(() => expect(told(hides)[ann]).toBeGreaterThan(0), { timeout: 5_000 });
});

test("SIG-11: a server that shows none of it says so", async () => {
  const message = await post(ann);
  const { ctx } = server;
  await expect(
    listReaders({ ...ctx, showsReceipts: false }, by(ann), message.id),
  ).rejects.toMatchObject({ code: "receipts.not_shown" });
});

test("SIG-10: of a large room nothing is told, and nobody is listed", async () => {
  const message = await post(ann);
  await server.ctx.database.pool.query("UPDATE rooms SET member_count = 101 WHERE id = $1", [
    roomId,
  ]);
  const looks = await looksAt(ann);
  expect(told(looks)).toEqual({});
  await read(ben, message.number);
  await expect(listReaders(server.ctx, by(ann), message.id)).rejects.toMatchObject({
    code: "receipts.not_shown",
  });
});

describe("SIG-14: in a direct", () => {
  let directId: string;
  beforeEach(async () => {
    directId = (await openDirect(server.ctx, by(ann), [ben])).direct.room.id;
  });

  /** How far somebody has the direct on a device, as a connection was last told. */
  const reached = (client: TestClient, userId: string) => {
    const all = client.all("receipts").flatMap(({ receipts }) => receipts);
    const own = all.findLast((one) => one.userId === userId);
    return own && deliveredTo(own);
  };

  /** What a connection has said until now is written. */
  async function noted(client: TestClient): Promise<void> {
    await client.settled();
    await server.ctx.deliveries.drain();
  }

  async function looks(userId: string): Promise<TestClient> {
    const client = await server.enter(userId);
    client.send({ type: "watch", roomIds: [directId] });
    await vi.waitFor(() => expect(client.all("receipts")).not.toEqual([]));
    return client;
  }

  test("who looks is told what came to a device, before it is read, and again on another connection", async () => {
    const [here, there] = [await looks(ann), await server.enter(ben)];
    const { message } = await server.post(directId, ann, "are you there?");
    there.send({ type: "received", rooms: { [directId]: 1_000, [roomId]: 1 } });
    await vi.waitFor(() => expect(reached(here, ben)).toBe(message.number), { timeout: 5_000 });
    expect(
      here
        .all("receipts")
        .at(-1)
        ?.receipts.find(({ userId }) => userId === ben),
    ).toEqual({
      userId: ben,
      readNumber: message.number - 1,
      deliveredNumber: message.number,
    });
    const again = await looks(ann);
    expect(reached(again, ben)).toBe(message.number);
    await markRead(server.ctx, by(ben), directId, message.number);
    const isRead = () => again.all("receipts").at(-1)?.receipts;
    const all = { userId: ben, readNumber: message.number };
    await vi.waitFor(() => expect(isRead()).toEqual([all]), { timeout: 5_000 });
  });

  test("it only grows, and nobody else says it", async () => {
    const { message } = await server.post(directId, ann, "one");
    const [there, stranger] = [await server.enter(ben), await server.enter(await server.addUser())];
    const numberOf = async () => {
      const receipts = (await loadReceipts(server.ctx.database.db, [directId])).flat();
      return receipts.map((one) => [one.userId, deliveredTo(one)]).sort();
    };
    const expected = [
      [ann, message.number],
      [ben, message.number],
    ].sort();
    there.send({ type: "received", rooms: { [directId]: message.number } });
    await noted(there);
    expect(await numberOf()).toEqual(expected);
    there.send({ type: "received", rooms: { [directId]: message.number - 1 } });
    stranger.send({ type: "received", rooms: { [directId]: message.number } });
    await noted(there);
    await noted(stranger);
    expect(await numberOf()).toEqual(expected);
  });

  test("in rooms that are none, nothing is noted", async () => {
    const { number } = await post(ann);
    const there = await server.enter(ben);
    there.send({ type: "received", rooms: { [roomId]: number } });
    await noted(there);
    const receipts = (await loadReceipts(server.ctx.database.db, [roomId])).flat();
    expect(receipts.every((one) => one.deliveredNumber === undefined)).toBe(true);
  });
});
