import { expect, test } from "vitest";
import { MemoryBus } from "../bus/memory.ts";
import type { RoomState } from "../rooms/state.ts";
import { RecentMemory } from "./recent-changes.ts";
import type { Follower } from "./room-feed.ts";
import { type FeedsSource, RoomFeeds } from "./room-feeds.ts";

const bus = new MemoryBus((error) => {
  throw error;
});

function follower(heard: number[] = []): Follower {
  return {
    userId: "ann",
    connectionId: "1",
    deliver: (_, frame) => {
      heard.push(JSON.parse(frame.subarray(frame.indexOf("{")).toString()).version);
    },
    expelled: () => {},
  };
}

let nowMs = 0;

const source = (state: FeedsSource["state"]): FeedsSource => ({
  state,
  newer: async () => new Map(),
  load: async () => null,
  onLoadError: () => {},
  memory: new RecentMemory(1_000_000, 60_000, () => nowMs),
  now: () => nowMs,
});

const stateAt = (version: number) =>
  ({ room: { version }, users: [], mentioning: [], uncounted: [] }) as unknown as RoomState;

/** Feeds of a store that tells of version 3 once its gate is open. */
function gatedFeeds() {
  const gate = Promise.withResolvers<void>();
  const state = () => gate.promise.then(() => stateAt(3));
  return { feeds: new RoomFeeds(bus, source(state)), openGate: gate.resolve };
}

const publish = (version: number) =>
  bus.publish([
    { kind: "room", roomId: "a", changes: { roomId: "a", since: version - 1, version } },
  ]);

test("RES-6: an open feed has read the room after subscribing, and misses nothing later", async () => {
  const { feeds, openGate } = gatedFeeds();
  let isOpen = false;
  const opening = feeds.open(["a", "b"]).then((opened) => {
    isOpen = true;
    return opened;
  });
  await Promise.resolve();
  publish(3);
  publish(4);
  expect(isOpen).toBe(false);
  openGate();
  const [feed] = await opening;
  expect(feed?.version).toBe(4);
  const heard: number[] = [];
  const ann = follower(heard);
  feed?.follow(ann, 4);
  publish(5);
  expect(heard).toEqual([5]);
  feed?.unfollow(ann);
  publish(6);
  expect(heard).toEqual([5]);
  feeds.close();
});

test("a room that nobody follows is kept for those who come back soon, and not for ever", async () => {
  const feeds = new RoomFeeds(
    bus,
    source(async () => stateAt(3)),
  );
  const [feed] = await feeds.open(["a", "b"]);
  const ann = follower();
  feed?.follow(ann, 3);
  nowMs += 1_000_000;
  feeds.closeUnused();
  expect(feeds.size).toBe(1);
  feed?.unfollow(ann);
  feeds.closeUnused();
  expect((await feeds.open(["a"]))[0]).toBe(feed);
  nowMs += 1_000_000;
  feeds.closeUnused();
  expect(feeds.size).toBe(0);
});

test("a store that does not answer leaves nothing behind", async () => {
  const feeds = new RoomFeeds(
    bus,
    source(async () => {
      throw new Error("no database");
    }),
  );
  await expect(feeds.open(["a"])).rejects.toThrow("no database");
  expect(feeds.size).toBe(0);
});

test("a room that the store is slow to tell of is kept for those who wait for it", async () => {
  const { feeds, openGate } = gatedFeeds();
  const opening = feeds.open(["a"]);
  nowMs += 1_000_000;
  feeds.closeUnused();
  openGate();
  expect(feeds.get("a")).toBe((await opening)[0]);
  feeds.close();
});

test("GAP-4: a check that is asked for during another one is made after it", async () => {
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let checks = 0;
  const feeds = new RoomFeeds(bus, {
    ...source(async () => stateAt(3)),
    newer: async () => {
      checks += 1;
      await gates[checks - 1]?.promise;
      return new Map();
    },
  });
  await feeds.open(["a"]);
  const checking = feeds.check();
  await feeds.check();
  await feeds.check();
  expect(checks).toBe(1);
  for (const { resolve } of gates) resolve();
  await checking;
  expect(checks).toBe(2);
  feeds.close();
});
