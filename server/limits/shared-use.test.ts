import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Bus } from "../bus/bus.ts";
import { MemoryBus } from "../bus/memory.ts";
import { eventually, impatient, openTestBus } from "../bus/testing.ts";
import { Refusal } from "../refusal.ts";
import { type RedisServer, startRedis } from "../testing/redis.ts";
import { RateLimits } from "./rate-limits.ts";
import { SharedUse } from "./shared-use.ts";

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.close());

async function openNode(bus: Bus, now: () => number) {
  const rates = new RateLimits(100, now, true);
  const shared = new SharedUse(bus, rates);
  await shared.settled();
  onTestFinished(() => shared.close());
  return { rates, shared };
}

function mayPost({ rates }: { rates: RateLimits }, userId = "ann"): boolean {
  try {
    rates.take("post", { userId });
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return false;
  }
}

/** How many get through of one person who posts on all nodes as fast as they can. */
function flood(nodes: Awaited<ReturnType<typeof openNode>>[], pass: (ms: number) => void) {
  let through = 0;
  for (let second = 0; second < 60; second += 1) {
    for (let tenth = 0; tenth < 10; tenth += 1) {
      for (const node of nodes) for (let once = 0; once < 20; once += 1) through += +mayPost(node);
      pass(100);
    }
    for (const { shared } of nodes) shared.tell();
  }
  return through;
}

test("LIM-12: who posts on four nodes gets through what one node would let through, and a moment's more", async () => {
  let now = 0;
  const bus = new MemoryBus((error) => {
    throw error;
  });
  const nodes = await Promise.all(Array.from({ length: 4 }, () => openNode(bus, () => now)));
  const pass = (ms: number) => {
    now += ms;
  };
  // In the first second each node knows of itself alone; what went beyond is paid back, up to a full bucket each.
  const alone = 100 + 60 * 10;
  const through = flood(nodes, pass);
  expect(through).toBeGreaterThan(alone / 2);
  expect(through).toBeLessThan(alone * 1.5);
  expect(mayPost(nodes[0] as (typeof nodes)[0], "ben")).toBe(true);
});

test("LIM-12: a little is not told: not who posts now and then", async () => {
  const bus = new MemoryBus(() => {});
  const published: unknown[] = [];
  await bus.subscribe("signal", "used", (event) => published.push(event));
  const { rates, shared } = await openNode(bus, () => 0);
  for (const userId of ["ann", "ben"])
    for (let once = 0; once < 2; once += 1) mayPost({ rates }, userId);
  shared.tell();
  expect(published).toEqual([]);
  for (let once = 0; once < 3; once += 1) mayPost({ rates }, "cleo");
  rates.take("createRoom", { userId: "ann" });
  shared.tell();
  shared.tell();
  const used = { "post person": [["cleo", 3]], "createRoom person": [["ann", 1]] };
  expect(published).toMatchObject([{ signal: { type: "used", used } }]);
});

test("LIM-12: over Redis nodes count together; while it is away each counts alone, and no post waits", async () => {
  const serverId = randomUUID();
  const buses = [0, 1].map(() => openTestBus(redis.url, { serverId, timing: impatient }));
  onTestFinished(async () => void (await Promise.all(buses.map((bus) => bus.close()))));
  const areUp = (up: boolean) =>
    eventually(() => expect(buses.map(({ isUp }) => isUp)).toEqual([up, up]));
  await areUp(true);
  const [here, there] = (await Promise.all(buses.map((bus) => openNode(bus, () => 0)))) as [
    Awaited<ReturnType<typeof openNode>>,
    Awaited<ReturnType<typeof openNode>>,
  ];
  for (let once = 0; once < 100; once += 1) expect(mayPost(here)).toBe(true);
  here.shared.tell();
  await eventually(() => expect(mayPost(there)).toBe(false));

  await redis.kill();
  await areUp(false);
  for (const node of [here, there]) {
    for (let once = 0; once < 100; once += 1) expect(mayPost(node, "ben")).toBe(true);
    expect(mayPost(node, "ben")).toBe(false);
    node.shared.tell();
  }
  await redis.restart();
  await areUp(true);
  for (let once = 0; once < 100; once += 1) expect(mayPost(here, "cleo")).toBe(true);
  here.shared.tell();
  await eventually(() => expect(mayPost(there, "cleo")).toBe(false));
});
