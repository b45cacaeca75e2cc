import { randomUUID } from "node:crypto";
import { describe, expect, type TestContext, test, vi } from "vitest";
import type { RedisServer } from "../testing/redis.ts";
import { type RedisCluster, startRedisCluster } from "../testing/redis-cluster.ts";
import type { RedisBus } from "./redis-bus.ts";
import { eventually, impatient, openTestBus } from "./testing.ts";

/** So that a replica takes over within seconds. */
const hasty = ["--cluster-node-timeout", "1000", "--repl-diskless-sync-delay", "0"];

/** Enough of them that every master carries some. */
const roomIds = Array.from({ length: 100 }, () => randomUUID());

/** A cluster, and the buses of one server on it. */
async function start({ onTestFinished }: TestContext) {
  const cluster = await startRedisCluster(hasty);
  const opened: RedisBus[] = [];
  const lines: string[] = [];
  onTestFinished(async () => {
    await Promise.all(opened.map((bus) => bus.close()));
    await cluster.close();
  });
  const serverId = randomUUID();
  const open = async (url = cluster.url) => {
    const bus = openTestBus(url, { serverId, timing: impatient, lines });
    opened.push(bus);
    await isUp(bus);
    return bus;
  };
  const [first, second] = cluster.nodes as [RedisServer, RedisServer];
  return { cluster, first, second, serverId, lines, open };
}

function isUp(...buses: RedisBus[]): Promise<void> {
  return eventually(() => expect(buses.map((bus) => bus.isUp)).toEqual(buses.map(() => true)));
}

function isDown(...buses: RedisBus[]): Promise<void> {
  return eventually(() => expect(buses.map((bus) => bus.isUp)).toEqual(buses.map(() => false)));
}

/** By room, the versions that are heard. */
async function follow(bus: RedisBus): Promise<Record<string, number[]>> {
  const heard: Record<string, number[]> = {};
  for (const roomId of roomIds) {
    const versions: number[] = [];
    heard[roomId] = versions;
    await bus.subscribe("room", roomId, ({ changes }) => versions.push(changes.version));
  }
  return heard;
}

function publish(bus: RedisBus, version: number): void {
  bus.publish(
    roomIds.map((roomId) => {
      return { kind: "room", roomId, changes: { roomId, since: version - 1, version } };
    }),
  );
}

/** Waits until events of all rooms are heard. Meanwhile the bus may be down once more. */
async function flows(from: RedisBus, ...heards: Record<string, number[]>[]): Promise<void> {
  const before = heards.flatMap((heard) => Object.values(heard).flat());
  // The one before the first is never said.
  let version = Math.max(...before, 0) + 1;
  await vi.waitFor(
    () => {
      version += 1;
      publish(from, version);
      for (const heard of heards) {
        for (const versions of Object.values(heard)) expect(versions).toContain(version - 1);
      }
    },
    { timeout: 20_000, interval: 100 },
  );
}

/** What `follow` gives where all rooms brought the same. */
function everywhere(...versions: number[]): Record<string, number[]> {
  return Object.fromEntries(roomIds.map((id) => [id, versions]));
}

async function hasRole(redis: RedisServer, role: "master" | "slave"): Promise<void> {
  await vi.waitFor(async () => expect(await redis.ask("ROLE")).toContain(role), 20_000);
}

// They wait most of the time.
describe.concurrent("a Redis Cluster", () => {
  test("is found out from one of its nodes, and heals after one was away", async (context) => {
    const { first, second, open } = await start(context);
    const [here, there] = [await open(first.url), await open(second.url)];
    const heard = await follow(there);
    publish(here, 1);
    await eventually(() => expect(heard).toEqual(everywhere(1)));

    await first.kill();
    await isDown(here, there);
    publish(here, 2);
    await first.restart();
    await isUp(here, there);
    publish(here, 3);
    await eventually(() => expect(heard).toEqual(everywhere(1, 3)));
  });

  test.for(["killed", "paused"] as const)(
    "of which a master is %s is used again once its replica has taken over",
    async (how, context) => {
      const { cluster, first, open } = await start(context);
      const replica = await cluster.addReplica(first);
      const [here, there] = [await open(first.url), await open()];
      const heard = await follow(there);
      publish(here, 1);
      await eventually(() => expect(heard).toEqual(everywhere(1)));

      if (how === "killed") await first.kill();
      else first.pause();
      await isDown(here, there);
      publish(here, 2);
      await isUp(here, there);
      await hasRole(replica, "master");
      publish(here, 3);
      await eventually(() => expect(heard).toEqual(everywhere(1, 3)));

      if (how === "killed") await first.restart();
      else first.resume();
      await hasRole(first, "slave");
      publish(here, 4);
      await eventually(() => expect(heard).toEqual(everywhere(1, 3, 4)));
    },
  );

  test("of which a master hands over in order is used again, by nodes of before and after", async (context) => {
    const { cluster, first, lines, open } = await start(context);
    const replica = await cluster.addReplica(first);
    const [here, there] = [await open(), await open()];
    const healed = watchHealing(here, there);
    const heard = await follow(there);
    await replica.ask("CLUSTER FAILOVER");
    await hasRole(replica, "master");
    await healed();
    expect(lines.join()).toContain("moved to another node");

    const late = await open();
    const heardLate = await follow(late);
    await flows(here, heard, heardLate);
    await flows(late, heard);
  });

  test("whose slots move to another master is used there", async (context) => {
    const { cluster, first, second, serverId, lines, open } = await start(context);
    const [here, there] = [await open(), await open()];
    const healed = watchHealing(here, there);
    const heard = await follow(there);
    const moved = await slotsOf(first, serverId);
    expect(moved).not.toEqual([]);
    for (const slot of moved) await moveSlot(cluster, slot, first, second);
    await healed();
    expect(lines.join()).toContain("moved to another node");
    await flows(here, heard);
  });
});

/** Returns what waits until each bus has noticed that something is amiss, and is up again. */
function watchHealing(...buses: RedisBus[]): () => Promise<void> {
  const health = buses.map((bus) => {
    const changes: boolean[] = [];
    bus.onHealth((up) => changes.push(up));
    return changes;
  });
  return () =>
    eventually(() => {
      for (const changes of health) expect([changes[0], changes.at(-1)]).toEqual([false, true]);
    });
}

/** Those of channels of this server that a master has. */
async function slotsOf(master: RedisServer, serverId: string): Promise<number[]> {
  const slots: number[] = [];
  for (let index = 0; index < 16; index += 1) {
    const slot = Number(
      (await master.ask(`CLUSTER KEYSLOT {roost:${serverId}:bus1:${index}}`)).slice(1),
    );
    // The first master has the first third.
    if (slot < 5_000) slots.push(slot);
  }
  return slots;
}

async function moveSlot(
  { nodes }: RedisCluster,
  slot: number,
  from: RedisServer,
  to: RedisServer,
): Promise<void> {
  const target = await nodeId(to);
  await to.ask(`CLUSTER SETSLOT ${slot} IMPORTING ${await nodeId(from)}`);
  await from.ask(`CLUSTER SETSLOT ${slot} MIGRATING ${target}`);
  for (const node of [to, from, ...nodes]) await node.ask(`CLUSTER SETSLOT ${slot} NODE ${target}`);
}

async function nodeId(node: RedisServer): Promise<string> {
  return (await node.ask("CLUSTER MYID")).split("\r\n")[1] as string;
}
