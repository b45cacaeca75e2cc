import { expect, test } from "vitest";
import { SendFailed } from "../errors.ts";
import { SendWorld, TEA } from "../testing/send-world.ts";
import { SharedStorage } from "../testing/shared-storage.ts";
import type { PendingMessage } from "./pending.ts";

const bodies = (world: SendWorld) => world.wire.map(({ body }) => body);

test("Q8: what is held is sent at its time, and what was written behind it after it", () => {
  const world = new SendWorld();
  world.goLive();
  world.queue.add(TEA, "a", { holdMs: 5_000 });
  world.queue.add(TEA, "b");
  world.clock.advance(4_999);
  expect(world.wire).toEqual([]);
  world.clock.advance(1);
  expect(bodies(world)).toEqual(["a"]);
  world.store();
  world.acknowledge();
  expect(bodies(world)).toEqual(["b"]);
  expect(world.queue.pending(TEA).some(({ heldUntil }) => heldUntil !== undefined)).toBe(false);
});

test("Q8: what is taken back is never sent, and lets go what is behind it", async () => {
  const world = new SendWorld();
  world.goLive();
  const held = world.queue.add(TEA, "a", { holdMs: 5_000 });
  const outcome = expect(world.queue.sent(held)).rejects.toThrow(SendFailed);
  world.queue.add(TEA, "b");
  expect(world.queue.takeBack(held.clientMessageId)).toEqual(held);
  expect(bodies(world)).toEqual(["b"]);
  expect(world.queue.takeBack(held.clientMessageId)).toBeNull();
  world.clock.advance(10_000);
  expect(bodies(world)).toEqual(["b"]);
  expect(world.saved.at(-1)?.map(({ body }) => body)).toEqual(["b"]);
  await outcome;
});

test("Q8: what has been sent is not taken back, also where the connection broke and it waits again", () => {
  const world = new SendWorld();
  world.goLive();
  const { clientMessageId } = world.queue.add(TEA, "a", { holdMs: 5_000 });
  world.clock.advance(5_000);
  expect(world.queue.takeBack(clientMessageId)).toBeNull();
  world.cut();
  expect(world.states(TEA)).toEqual(["a queued"]);
  expect(world.queue.takeBack(clientMessageId)).toBeNull();
});

test("Q8: without a connection it can be taken back for longer", () => {
  const world = new SendWorld();
  const { clientMessageId } = world.queue.add(TEA, "a", { holdMs: 5_000 });
  world.clock.advance(60_000);
  expect(world.queue.takeBack(clientMessageId)).toMatchObject({ body: "a" });
  world.goLive();
  expect(world.wire).toEqual([]);
});

test("Q8: who leaves sends what is held at once, in its order", () => {
  const world = new SendWorld();
  world.goLive();
  for (const body of ["a", "b"]) world.queue.add(TEA, body, { holdMs: 5_000 });
  world.queue.sendHeld();
  expect(bodies(world)).toEqual(["a"]);
  // Should that be lost, it is sent when the program begins again.
  const again = new SendWorld(world.saved.at(-1));
  again.goLive();
  again.store();
  again.acknowledge();
  again.store();
  expect([...(again.stored.get(TEA) ?? [])].map(({ body }) => body)).toEqual(["a", "b"]);
});

/** A message that another program has held for five seconds, one of which is over. */
function heldElsewhere(now: number): PendingMessage {
  const world = new SendWorld();
  const held = world.queue.add(TEA, "a", { holdMs: 5_000 });
  const createdAt = new Date(now - 1_000).toISOString();
  return { ...held, createdAt, heldUntil: new Date(now + 4_000).toISOString() };
}

test("Q8: over a restart it waits for the rest of its time, and no longer than its author wanted", () => {
  const now = new SendWorld().clock.now();
  const world = new SendWorld([heldElsewhere(now)]);
  world.goLive();
  world.clock.advance(3_999);
  expect(world.wire).toEqual([]);
  world.clock.advance(1);
  expect(bodies(world)).toEqual(["a"]);
  // The clock was set back by a day meanwhile.
  const later = new SendWorld([heldElsewhere(now + 86_400_000)]);
  later.goLive();
  later.clock.advance(5_000);
  expect(bodies(later)).toEqual(["a"]);
});

test("Q8: what another program on the storage took back is not sent here", () => {
  const now = new SendWorld().clock.now();
  const world = new SendWorld([heldElsewhere(now)]);
  world.goLive();
  world.gone.add(world.queue.pending(TEA)[0]?.clientMessageId ?? "");
  world.queue.add(TEA, "b");
  world.clock.advance(4_000);
  expect(bodies(world)).toEqual(["b"]);
});

/** Two programs on one storage, each with its connection. The first has written a message, which the second found. */
function twoPrograms() {
  const storage = new SharedStorage();
  const writer = new SendWorld(storage.open());
  writer.goLive();
  const { clientMessageId } = writer.queue.add(TEA, "a", { holdMs: 5_000 });
  const reader = new SendWorld(storage.open());
  reader.goLive();
  return { storage, writer, reader, clientMessageId };
}

test("Q8: who leaves sends nothing that its author took back in another program", () => {
  const { storage, writer, reader, clientMessageId } = twoPrograms();
  reader.queue.add(TEA, "b", { holdMs: 5_000 });
  expect(writer.queue.takeBack(clientMessageId)).toMatchObject({ body: "a" });
  reader.queue.sendHeld();
  expect(bodies(reader)).toEqual(["b"]);
  expect(reader.states(TEA)).toEqual(["b sending"]);
  expect(storage.entries.has(clientMessageId)).toBe(false);
});

test("Q8: what was taken back where it was found is not sent where it was written", () => {
  const { storage, writer, reader, clientMessageId } = twoPrograms();
  writer.queue.add(TEA, "b");
  expect(reader.queue.takeBack(clientMessageId)).toMatchObject({ body: "a" });
  writer.clock.advance(5_000);
  expect(bodies(writer)).toEqual(["b"]);
  expect(storage.entries.has(clientMessageId)).toBe(false);
});

test("Q8: it is taken back once, and is gone where it is tried again", () => {
  const { writer, reader, clientMessageId } = twoPrograms();
  expect(reader.queue.takeBack(clientMessageId)).toMatchObject({ body: "a" });
  expect(writer.queue.takeBack(clientMessageId)).toBeNull();
  expect(writer.states(TEA)).toEqual([]);
});

test("Q8: what nobody took back is sent by both under one id, and who leaves loses nothing", () => {
  const { writer, reader, clientMessageId } = twoPrograms();
  reader.queue.sendHeld();
  writer.clock.advance(5_000);
  for (const { wire } of [writer, reader]) expect(wire).toMatchObject([{ clientMessageId }]);
});

test("Q8: what the storage refused is sent at its time, and by who leaves", () => {
  const storage = new SharedStorage();
  storage.isFull = true;
  const [stays, leaves] = [new SendWorld(storage.open()), new SendWorld(storage.open())];
  for (const world of [stays, leaves]) {
    world.goLive();
    world.queue.add(TEA, "a", { holdMs: 5_000 });
  }
  expect(storage.entries.size).toBe(0);
  stays.clock.advance(5_000);
  leaves.queue.sendHeld();
  for (const world of [stays, leaves]) expect(bodies(world)).toEqual(["a"]);
  // Taken back, it is not sent all the same.
  const { clientMessageId } = leaves.queue.add(TEA, "b", { holdMs: 5_000 });
  expect(leaves.queue.takeBack(clientMessageId)).toMatchObject({ body: "b" });
});

test("Q8: a storage that cannot tell what is in it loses nothing", () => {
  const { load, save } = new SharedStorage().open();
  const world = new SendWorld({ load, save });
  world.goLive();
  world.queue.add(TEA, "a", { holdMs: 5_000 });
  world.queue.sendHeld();
  expect(bodies(world)).toEqual(["a"]);
});
