import fc from "fast-check";
import { expect, test } from "vitest";
import { uuid } from "../testing/model.ts";
import { RUM, SendWorld, TEA } from "../testing/send-world.ts";

const bodies = (world: SendWorld) => world.wire.map(({ body }) => body);

test("Q9: all rooms wait for the time, and go on one message at a time, in turn", () => {
  const world = new SendWorld();
  world.goLive();
  for (const body of ["a", "b"]) world.queue.add(TEA, body);
  for (const body of ["x", "y"]) world.queue.add(RUM, body);
  expect(bodies(world)).toEqual(["a", "x"]);
  expect(world.queue.slowedSince.get()).toBeNull();
  world.refuse(100, "request.rate_limited");
  expect(world.queue.slowedSince.get()).toBe(world.clock.now());
  world.refuse(100, "request.rate_limited");
  expect(bodies(world)).toEqual([]);
  world.clock.advance(99);
  expect(bodies(world)).toEqual([]);
  world.clock.advance(1);
  const order: string[] = [];
  while (world.wire.length > 0) {
    expect(world.wire.length).toBe(1);
    order.push(...bodies(world));
    world.store();
    world.acknowledge();
  }
  expect(order).toEqual(["a", "x", "b", "y"]);
  expect(world.queue.slowedSince.get()).toBeNull();
});

test("Q9: it is over when all is sent, and what is written then is sent at once", () => {
  const world = new SendWorld();
  world.goLive();
  world.queue.add(TEA, "a");
  world.refuse(1_000, "request.rate_limited");
  world.queue.add(RUM, "b");
  expect(bodies(world)).toEqual([]);
  world.clock.advance(1_000);
  for (let count = 0; count < 2; count += 1) {
    world.store();
    world.acknowledge();
  }
  for (const roomId of [TEA, RUM]) world.queue.add(roomId, "c");
  expect(bodies(world)).toEqual(["c", "c"]);
});

test("Q9: what is discarded or cut off meanwhile keeps nothing back", () => {
  const world = new SendWorld();
  world.goLive();
  const { clientMessageId } = world.queue.add(TEA, "a");
  world.refuse(1_000, "request.rate_limited");
  world.cut();
  world.goLive();
  expect(bodies(world)).toEqual([]);
  world.queue.discard(clientMessageId);
  expect(world.queue.slowedSince.get()).toBeNull();
  world.queue.add(RUM, "b");
  expect(bodies(world)).toEqual(["b"]);
});

test("LIM-11: a server that slows down and connections that break lose, double and reorder nothing", () => {
  const step = fc.constantFrom("add", "store", "acknowledge", "refuse", "cut", "wait", "catchUp");
  fc.assert(
    fc.property(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 120 }), (steps) => {
      const world = new SendWorld();
      world.goLive();
      const written = new Map<string, string[]>([TEA, RUM].map((roomId) => [roomId, []]));
      for (const [what, isTea] of steps) {
        const roomId = isTea ? TEA : RUM;
        if (what === "add") {
          const body = uuid(world.saved.length);
          written.get(roomId)?.push(body);
          world.queue.add(roomId, body);
        } else if (what === "refuse") world.refuse(isTea ? 100 : 3_000, "request.rate_limited");
        else if (what === "wait") world.clock.advance(200);
        else if (what === "catchUp") world.catchUp(roomId);
        else if (what === "cut") {
          world.cut();
          world.goLive();
        } else world[what]();
      }
      for (let round = 0; round < 500; round += 1) {
        world.store();
        world.acknowledge();
        if (world.wire.length === 0) world.clock.advance(1_000);
      }
      for (const [roomId, bodies] of written) {
        expect(world.stored.get(roomId)?.map(({ body }) => body) ?? []).toEqual(bodies);
      }
      expect(world.queue.slowedSince.get()).toBeNull();
    }),
  );
});
