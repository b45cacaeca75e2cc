import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { SendFailed, TextRefused } from "../errors.ts";
import { uuid } from "../testing/model.ts";
import { messageOf, RUM, SendWorld, TEA } from "../testing/send-world.ts";
import { postedOf } from "../testing/serve.ts";
import type { PendingMessage } from "./pending.ts";

test("Q2: one message of a room is under way, rooms do not wait for each other", () => {
  const world = new SendWorld();
  for (const body of ["a", "b"]) world.queue.add(TEA, body);
  world.queue.add(RUM, "c");
  expect(world.states(TEA)).toEqual(["a queued", "b queued"]);
  world.goLive();
  expect(world.wire.map(({ body }) => body)).toEqual(["a", "c"]);
  expect(world.states(TEA)).toEqual(["a sending", "b queued"]);
  world.store();
  world.acknowledge();
  expect(world.wire.map(({ body }) => body)).toEqual(["c", "b"]);
});

test("Q2: where few frames may be sent, the rooms take turns", () => {
  const world = new SendWorld();
  for (const body of ["a", "b", "c"]) world.queue.add(TEA, body);
  for (const body of ["x", "y", "z"]) world.queue.add(RUM, body);
  world.budget = 0;
  world.goLive();
  for (let round = 0; round < 4; round += 1) {
    world.budget = 1;
    world.queue.pump();
    world.store();
    world.budget = 0;
    world.acknowledge();
  }
  const stored = [TEA, RUM].map((roomId) => world.stored.get(roomId)?.length);
  expect(stored).toEqual([2, 2]);
});

test("Q3: cut off or unanswered, a message is sent again under the same id", () => {
  const world = new SendWorld();
  const { clientMessageId } = world.queue.add(TEA, "a");
  world.goLive();
  world.cut();
  expect(world.states(TEA)).toEqual(["a queued"]);
  expect(world.clock.pending).toBe(0);
  world.goLive();
  world.clock.advance(15_000);
  world.clock.advance(15_000);
  expect(world.wire.map((frame) => frame.clientMessageId)).toEqual([
    clientMessageId,
    clientMessageId,
    clientMessageId,
  ]);
});

test("Q4: done when the message is in the replica, `posted` first or changes first", async () => {
  const world = new SendWorld();
  world.goLive();
  const first = world.queue.add(TEA, "a");
  world.store();
  world.acknowledge();
  expect(world.states(TEA)).toEqual(["a sending"]);
  world.catchUp(TEA);
  expect(world.states(TEA)).toEqual([]);
  const second = world.queue.add(TEA, "b");
  world.store();
  world.catchUp(TEA);
  expect(world.states(TEA)).toEqual([]);
  world.acknowledge();
  expect((await world.queue.sent(first)).number).toBe(1);
  expect((await world.queue.sent(second)).number).toBe(2);
});

test("Q4: done also where the replica passed the message without holding it", async () => {
  const world = new SendWorld();
  world.goLive();
  const pending = world.queue.add(TEA, "a");
  world.versions.set(TEA, 50);
  world.store();
  world.acknowledge();
  expect(world.states(TEA)).toEqual([]);
  const { clientMessageId } = pending;
  expect(await world.queue.sent(pending)).toMatchObject({ number: 1, body: "a", clientMessageId });
});

test("Q4, R19: what was acknowledged is known as it was sent, as long as it is waited for", () => {
  const world = new SendWorld();
  world.goLive();
  const { clientMessageId } = world.queue.add(TEA, "a\r\nb ");
  const [frame] = world.wire;
  if (!frame) throw new Error("Nothing was sent.");
  const message = messageOf({ ...frame, body: "a\nb" }, 1);
  expect(world.queue.sentAs(postedOf(message))).toEqual(message);
  expect(world.queue.sentAs({ ...postedOf(message), roomId: RUM })).toBeNull();
  world.queue.discard(clientMessageId);
  expect(world.queue.sentAs(postedOf(message))).toBeNull();
});

test("Q4: a message of somebody else that carries my client id is not mine", () => {
  const world = new SendWorld();
  world.goLive();
  world.queue.add(TEA, "a");
  const [frame] = world.wire;
  if (!frame) throw new Error("Nothing was sent.");
  world.queue.stored({ ...messageOf(frame, 1), authorId: uuid(2) });
  world.queue.stored({ ...messageOf(frame, 1), roomId: RUM });
  expect(world.states(TEA)).toEqual(["a sending"]);
});

test("Q5: refused with a time, it is sent again then, and the next one waits", () => {
  const world = new SendWorld();
  world.goLive();
  for (const body of ["a", "b"]) world.queue.add(TEA, body);
  world.refuse(2_000);
  expect(world.states(TEA)).toEqual(["a queued", "b queued"]);
  world.clock.advance(1_999);
  expect(world.wire).toEqual([]);
  world.clock.advance(1);
  expect(world.wire.map(({ body }) => body)).toEqual(["a"]);
});

test("Q5: refused for good, it fails until it is retried or discarded; the next one goes", async () => {
  const world = new SendWorld();
  world.goLive();
  const [a, b] = ["a", "b"].map((body) => world.queue.add(TEA, body));
  if (!a || !b) throw new Error("Nothing was queued.");
  const outcome = world.queue.sent(a);
  world.refuse(undefined, "room.not_found");
  await expect(outcome).rejects.toBeInstanceOf(SendFailed);
  await expect(world.queue.sent(a)).rejects.toMatchObject({ code: "room.not_found" });
  expect(world.queue.pending(TEA)[0]).toMatchObject({
    state: "failed",
    error: { code: "room.not_found", detail: "No." },
  });
  expect(world.wire.map(({ body }) => body)).toEqual(["b"]);

  world.queue.retry(a.clientMessageId);
  const second = world.queue.sent(a);
  expect(world.queue.pending(TEA)[0]).not.toHaveProperty("error");
  world.store();
  world.acknowledge();
  world.store();
  world.acknowledge();
  world.catchUp(TEA);
  expect((await second).clientMessageId).toBe(a.clientMessageId);

  const c = world.queue.add(TEA, "c");
  world.queue.discard(c.clientMessageId);
  await expect(world.queue.sent(c)).rejects.toBeInstanceOf(SendFailed);
  expect(world.states(TEA)).toEqual([]);
});

test("Q5: refused for good, it is taken back to be written anew", () => {
  const world = new SendWorld();
  world.goLive();
  const { clientMessageId } = world.queue.add(TEA, "a");
  expect(world.queue.takeBack(clientMessageId)).toBeNull();
  world.refuse(undefined, "room.not_found");
  expect(world.queue.takeBack(clientMessageId)).toMatchObject({ body: "a", state: "failed" });
  expect(world.queue.pending(TEA)).toEqual([]);
});

test("MOD-8: a message is what was stored of it", async () => {
  const world = new SendWorld();
  world.goLive();
  const pending = world.queue.add(TEA, "Oh fudge!");
  const outcome = world.queue.sent(pending);
  world.store();
  const [message] = world.stored.get(TEA) ?? [];
  if (!message) throw new Error("Nothing was stored.");
  const posted = { ...postedOf(message), body: "Oh ∗∗∗∗∗!" };
  expect(world.queue.sentAs(posted)?.body).toBe("Oh ∗∗∗∗∗!");
  world.queue.posted(posted);
  world.catchUp(TEA);
  await expect(outcome).resolves.toMatchObject({ clientMessageId: pending.clientMessageId });
});

test("Q5: what is said of an earlier copy does not count", () => {
  const world = new SendWorld();
  world.goLive();
  const { clientMessageId } = world.queue.add(TEA, "a");
  world.clock.advance(15_000);
  const [first] = world.wire;
  const refusal = {
    type: "error",
    code: "room.not_found",
    detail: "No.",
    clientMessageId,
  } as const;
  world.queue.refused({ ...refusal, ref: first?.ref ?? 0 });
  expect(world.states(TEA)).toEqual(["a sending"]);
});

test("Q6: unsent messages outlive the process, failed ones as failed", () => {
  const first = new SendWorld();
  first.goLive();
  for (const body of ["a", "b", "c"]) first.queue.add(TEA, body);
  first.refuse(undefined, "room.not_found");
  const saved = first.saved.at(-1) ?? [];
  expect(saved.map(({ body, state }) => `${body} ${state}`)).toEqual([
    "a failed",
    "b sending",
    "c queued",
  ]);

  const second = new SendWorld(saved);
  second.goLive();
  expect(second.states(TEA)).toEqual(["a failed", "b sending", "c queued"]);
  expect(second.wire.map(({ clientMessageId }) => clientMessageId)).toEqual([
    saved[1]?.clientMessageId,
  ]);
});

test("RPL-1: a reply keeps what it is to, over a cut, a restart and each retry", () => {
  const first = new SendWorld();
  first.queue.add(TEA, "yes", { replyTo: 7 });
  const saved = first.saved.at(-1) ?? [];
  expect(saved).toMatchObject([{ body: "yes", replyTo: 7 }]);
  const second = new SendWorld(saved);
  second.goLive();
  second.refuse(undefined, "room.not_found");
  second.queue.retry(saved[0]?.clientMessageId ?? "");
  second.cut();
  second.goLive();
  expect(second.wire).toMatchObject([{ body: "yes", replyTo: 7 }]);
});

test("cut off, the queue leaves no timer, whatever is added or waits for its time", () => {
  const world = new SendWorld();
  world.goLive();
  world.queue.add(TEA, "a");
  world.refuse(60_000);
  world.queue.add(RUM, "b");
  world.cut();
  world.queue.add(RUM, "c");
  expect(world.clock.pending).toBe(0);
});

test("a body that no server takes is refused before it is queued; line ends are made alike", () => {
  const world = new SendWorld();
  expect(() => world.queue.add(TEA, " \n ")).toThrow(TextRefused);
  expect(() => world.queue.add(TEA, "\0")).toThrow(TextRefused);
  expect(() => world.queue.add(TEA, "x".repeat(10_001))).toThrow(TextRefused);
  expect(world.queue.add(TEA, "\r\na\r\nb ").body).toBe("a\nb");
});

test("a pending list is the same array until it changes", () => {
  const world = new SendWorld();
  world.queue.add(TEA, "a");
  const before = world.queue.pending(TEA);
  expect(world.queue.pending(TEA)).toBe(before);
  world.queue.add(RUM, "b");
  expect(world.queue.pending(TEA)).toBe(before);
  world.goLive();
  expect(world.queue.pending(TEA)).not.toBe(before);
});

test("Q1–Q6: whatever happens on the way, each send is stored once, in order, and ends once", async () => {
  const kinds = ["add", "add", "store", "store", "acknowledge", "acknowledge", "catch up"] as const;
  const troubles = ["cut", "live", "live", "wait", "busy"] as const;
  const step = fc.record({ kind: fc.constantFrom(...kinds, ...troubles), n: fc.nat(20_000) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 150, size: "max" }), async (steps) => {
      const world = new SendWorld();
      const ended = vi.fn();
      const sends: PendingMessage[] = [];
      for (const { kind, n } of steps) {
        const roomId = n % 2 === 0 ? TEA : RUM;
        if (kind === "add") {
          const pending = world.queue.add(roomId, `${sends.length}`);
          sends.push(pending);
          void world.queue.sent(pending).then(ended);
        } else if (kind === "store") world.store();
        else if (kind === "acknowledge") world.acknowledge();
        else if (kind === "catch up") world.catchUp(roomId);
        else if (kind === "cut") world.cut();
        else if (kind === "live") world.goLive();
        else if (kind === "wait") world.clock.advance(n);
        else if (kind === "busy") world.refuse(n);
      }
      world.goLive();
      for (let round = 0; round < 2 * sends.length + 10; round += 1) {
        world.clock.advance(20_000);
        while (world.wire.length > 0) world.store();
        while (world.answers.length > 0) world.acknowledge();
        for (const roomId of [TEA, RUM]) world.catchUp(roomId);
      }
      for (const roomId of [TEA, RUM]) {
        const expected = sends.filter((pending) => pending.roomId === roomId);
        const stored = world.stored.get(roomId) ?? [];
        expect(stored.map((message) => message.body)).toEqual(expected.map(({ body }) => body));
        expect(stored.map((message) => message.clientMessageId)).toEqual(
          expected.map(({ clientMessageId }) => clientMessageId),
        );
        expect(world.queue.pending(roomId)).toEqual([]);
      }
      await Promise.all(sends.map((pending) => world.queue.sent(pending)));
      expect(ended).toHaveBeenCalledTimes(sends.length);
      expect(world.saved.at(-1) ?? []).toEqual([]);
      world.cut();
      expect(world.clock.pending).toBe(0);
    }),
    { numRuns: 300 },
  );
});

test("SND-5: a message keeps what was read when it was written, and gains what was read since", () => {
  const world = new SendWorld();
  world.seen.set(TEA, 2);
  world.queue.add(TEA, "first");
  world.queue.add(TEA, "second");
  world.seen.set(TEA, 1);
  world.goLive();
  expect(world.wire).toMatchObject([{ body: "first", seen: 2 }]);
  world.cut();
  world.seen.set(TEA, 5);
  world.goLive();
  expect(world.wire).toMatchObject([{ body: "first", seen: 5 }]);
  expect(world.saved.at(-1)).toMatchObject([{ seen: 2 }, { seen: 2 }]);
  world.queue.add(RUM, "of a program that marks nothing");
  expect(world.wire.at(-1)).not.toHaveProperty("seen");
});
