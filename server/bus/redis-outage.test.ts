import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../testing/free-port.ts";
import { type RedisServer, startRedis } from "../testing/redis.ts";
import { everything, type RoomEvent } from "./bus.ts";
import type { RedisBus } from "./redis-bus.ts";
import { eventually, impatient, openTestBus, type TestBusParts } from "./testing.ts";

const serverId = randomUUID();
const roomId = randomUUID();

let redis: RedisServer;
let opened: RedisBus[];

beforeEach(async () => {
  redis = await startRedis();
  opened = [];
});

afterEach(async () => {
  await Promise.all(opened.map((bus) => bus.close()));
  await redis.close();
});

function open(url = redis.url, parts: TestBusParts = {}): RedisBus {
  const bus = openTestBus(url, { serverId, timing: impatient, ...parts });
  opened.push(bus);
  return bus;
}

function event(version: number, body = ""): RoomEvent {
  const changes = { roomId, since: version - 1, version, messages: [{ body }] };
  return { kind: "room", roomId, changes } as unknown as RoomEvent;
}

async function follow(bus: RedisBus): Promise<number[]> {
  const heard: number[] = [];
  await bus.subscribe("room", roomId, ({ changes }) => heard.push(changes.version));
  return heard;
}

function isUp(...buses: RedisBus[]): Promise<void> {
  return eventually(() => expect(buses.map((bus) => bus.isUp)).toEqual(buses.map(() => true)));
}

function isDown(...buses: RedisBus[]): Promise<void> {
  return eventually(() => expect(buses.map((bus) => bus.isUp)).toEqual(buses.map(() => false)));
}

async function goAway(how: "killed" | "paused"): Promise<void> {
  if (how === "killed") await redis.kill();
  else redis.pause();
}

async function comeBack(how: "killed" | "paused"): Promise<void> {
  if (how === "killed") await redis.restart();
  else redis.resume();
}

/** A way to Redis that can be cut. */
async function openWay(port: number) {
  const sockets = new Set<Socket>();
  let isCut = false;
  const proxy = createServer((client) => {
    const server = connect(port, "127.0.0.1");
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => [client, server].map((each) => each.destroy()));
    }
    client.pipe(server).pipe(client);
    if (isCut) client.destroy();
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    url: `redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    close: () => proxy.close(),
  };
}

describe.each(["killed", "paused"] as const)("while Redis is %s", (how) => {
  test("HLT-3: this node goes on, the others miss what happens, and it heals", async () => {
    const [here, there] = [open(), open()];
    await isUp(here, there);
    const [heardHere, heardThere] = [await follow(here), await follow(there)];
    const health: boolean[] = [];
    here.onHealth((up) => health.push(up));
    here.publish([event(1)]);
    await eventually(() => expect(heardThere).toEqual([1]));

    await goAway(how);
    await isDown(here, there);
    for (let version = 2; version <= 1_000; version++) here.publish([event(version)]);
    expect(heardHere).toHaveLength(1_000);

    await comeBack(how);
    await isUp(here, there);
    here.publish([event(1_001)]);
    await eventually(() => expect(heardThere).toContain(1_001));
    expect(heardThere).toEqual([1, 1_001]);
    expect(health).toEqual([false, true]);
  });

  test("a node starts, and is up when Redis is", async () => {
    await goAway(how);
    const bus = open();
    await bus.settled();
    expect(bus.isUp).toBe(false);
    const heard = await follow(bus);
    bus.publish([event(1)]);
    expect(heard).toEqual([1]);
    await comeBack(how);
    await isUp(bus);
  });

  test("a node stops", async () => {
    const bus = open();
    await isUp(bus);
    await goAway(how);
    await bus.close();
    expect(bus.isUp).toBe(false);
  });
});

test("CLO-3: the end of a session while this node alone was cut off is told afterwards", async () => {
  const way = await openWay(redis.port);
  const [here, there] = [open(way.url), open()];
  await isUp(here, there);
  const userId = randomUUID();
  const heard: string[] = [];
  await there.subscribe("session-ended", everything, ({ sessionId }) => heard.push(sessionId));
  const end = (sessionId: string) => here.publish([{ kind: "session-ended", userId, sessionId }]);
  way.cut();
  end("one");
  await isDown(here);
  end("two");
  way.mend();
  await eventually(() => expect(heard.toSorted()).toEqual(["one", "two"]));
  expect(there.isUp).toBe(true);
  await here.close();
  way.close();
});

test("SIG-2: signals of an outage are not told when it is over", async () => {
  const way = await openWay(redis.port);
  const [here, there] = [open(way.url), open()];
  await isUp(here, there);
  const heard: string[] = [];
  await there.subscribe("signal", roomId, ({ signal }) => {
    if (signal.type === "typing") heard.push(signal.user.id);
  });
  const type = (id: string) => {
    const user = { id, username: id, displayName: id };
    here.publish([{ kind: "signal", subjectId: roomId, signal: { type: "typing", user } }]);
  };
  type("before");
  await eventually(() => expect(heard).toEqual(["before"]));
  way.cut();
  type("meanwhile");
  await isDown(here);
  type("still");
  way.mend();
  await isUp(here);
  type("after");
  await eventually(() => expect(heard).toContain("after"));
  expect(heard).toEqual(["before", "after"]);
  await here.close();
  way.close();
});

test("what a silent Redis has not taken is bounded", async () => {
  const patient = { ...impatient, beatEvery: 60_000 };
  const [here, there] = [open(redis.url, { timing: patient }), open()];
  await isUp(here, there);
  const heard = await follow(there);
  redis.pause();
  const megabyte = "m".repeat(2 ** 20);
  for (let version = 1; version <= 100; version++) here.publish([event(version, megabyte)]);
  redis.resume();
  await isUp(here, there);
  await eventually(() => {
    here.publish([event(101)]);
    expect(heard).toContain(101);
  });
  expect(heard.filter((version) => version <= 100).length).toBeLessThan(16);
});

test("a node that was busy itself does not blame Redis", async () => {
  const bus = open();
  await isUp(bus);
  const health: boolean[] = [];
  bus.onHealth((up) => health.push(up));
  const untilMs = performance.now() + 4 * impatient.beatEvery;
  while (performance.now() < untilMs);
  const echo = await follow(bus);
  const other = open();
  await isUp(other);
  other.publish([event(1)]);
  await eventually(() => expect(echo).toEqual([1]));
  expect(health).toEqual([]);
});

test("nonsense on the channel is passed over, and said once", async () => {
  const lines: string[] = [];
  const [here, there] = [open(), open(redis.url, { lines })];
  await isUp(here, there);
  const heard = await follow(there);
  const channel = `{roost:${serverId}:bus1:0}`;
  const line = `r${roomId} `;
  for (const nonsense of [
    "x",
    "a\\nb",
    `a\\n${line}`,
    `a\\n${line}{`,
    `a\\n${line}{}`,
    `a\\nz${line}`,
  ]) {
    await redis.ask(`PUBLISH ${channel} "${nonsense}"`);
    await redis.ask(`PUBLISH ${channel}:${randomUUID()} "${nonsense}"`);
  }
  await redis.ask(`PUBLISH ${channel} "a\\n${line}null\\n${line}[]\\n${line}1"`);
  here.publish([event(1)]);
  await eventually(() => expect(heard).toEqual([1]));
  expect(there.isUp).toBe(true);
  expect(lines.filter((text) => text.includes("nonsense"))).toHaveLength(1);
});

test("servers that share a Redis do not hear each other", async () => {
  const [here, foreign] = [open(), open(redis.url, { serverId: randomUUID() })];
  await isUp(here, foreign);
  const heard = await follow(foreign);
  here.publish([event(1)]);
  foreign.publish([event(2)]);
  const probe = open();
  await isUp(probe);
  expect(heard).toEqual([2]);
});

test("a password is used, and never said", async () => {
  await redis.ask("CONFIG SET requirepass hunter2");
  const lines: string[] = [];
  const wrong = open(redis.url.replace("//", "//:hunter3@"), { lines });
  await wrong.settled();
  expect(wrong.isUp).toBe(false);
  const without = open();
  await without.settled();
  expect(without.isUp).toBe(false);
  await isUp(open(redis.url.replace("//", "//:hunter2@")));
  expect(lines.join()).toMatch(/WRONGPASS/);
  expect(lines.join()).not.toContain("hunter3");
});

test("several addresses that are no cluster are refused, since nodes could choose differently", async () => {
  const lines: string[] = [];
  const bus = open(`${redis.url},127.0.0.1:${await freePort()}`, { lines });
  await bus.settled();
  expect(bus.isUp).toBe(false);
  expect(lines.join()).toContain("is no node of a Redis Cluster");
});
