import type { Changes } from "@roost/protocol/changes.ts";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { RoomState } from "../rooms/state.ts";
import type { EncodedFrame } from "./frame.ts";
import { RecentMemory } from "./recent-changes.ts";
import { type Follower, RoomFeed } from "./room-feed.ts";

const roomId = "room";

/** The room as it is in the store at a version. */
const stateAt = (version: number): RoomState => ({
  room: {
    id: roomId,
    kind: "private",
    name: "room",
    topic: "",
    version,
    lastNumber: 0,
    memberCount: 2,
    createdAt: "2026-01-01T00:00:00.000Z",
    bumpedAt: "2026-01-01T00:00:00.000Z",
  },
  lastMessage: null,
  users: [],
  mentioning: [],
  uncounted: [],
});

/** A change as the bus brings it. */
const change = (version: number, more: Partial<Changes> = {}): Changes => ({
  roomId,
  since: version - 1,
  version,
  ...more,
});

class TestFollower implements Follower {
  readonly userId: string;
  readonly connectionId: string;
  readonly heard: number[] = [];

  constructor(userId: string, connectionId = userId) {
    this.userId = userId;
    this.connectionId = connectionId;
  }

  deliver(_: RoomFeed, frame: EncodedFrame): void {
    this.heard.push(JSON.parse(frame.subarray(frame.indexOf("{")).toString()).version);
  }

  expelled(): void {
    this.heard.push(-1);
  }
}

let loads: number[];
let load: (since: number) => Promise<Changes | null>;
let loadErrors: unknown[];
let feed: RoomFeed;
let ann: TestFollower;

beforeEach(() => {
  vi.useFakeTimers();
  loads = [];
  loadErrors = [];
  load = async () => null;
  feed = new RoomFeed(roomId, {
    load: (_, since) => {
      loads.push(since);
      return load(since);
    },
    onLoadError: (error) => loadErrors.push(error),
    memory: new RecentMemory(1_000_000, 60_000, Date.now),
  });
  ann = new TestFollower("ann");
  feed.follow(ann, 0);
});
afterEach(() => {
  feed.close();
  vi.useRealTimers();
});

describe("order", () => {
  test("changes that come before the feed has started wait, and old ones are dropped", () => {
    feed.take(change(4));
    feed.take(change(6));
    feed.take(change(5));
    expect(ann.heard).toEqual([]);
    feed.start(stateAt(4));
    expect(ann.heard).toEqual([5, 6]);
  });

  test("who follows later gets what comes after", () => {
    const ben = new TestFollower("ben");
    feed.start(stateAt(5));
    feed.take(change(6));
    feed.follow(ben, 6);
    feed.take(change(7));
    expect(ann.heard).toEqual([6, 7]);
    expect(ben.heard).toEqual([7]);
  });

  test("ORD-3: changes that come twice are delivered once", () => {
    feed.start(stateAt(1));
    for (const version of [2, 2, 3, 2, 3]) feed.take(change(version));
    expect(ann.heard).toEqual([2, 3]);
  });

  test("ORD-3: a change that comes too early waits for the one before it", async () => {
    feed.start(stateAt(1));
    feed.take(change(4));
    feed.take(change(3));
    expect(ann.heard).toEqual([]);
    feed.take(change(2));
    expect(ann.heard).toEqual([2, 3, 4]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(loads).toEqual([]);
  });
});

describe("a gap", () => {
  test("GAP-4: that stays is read from the store", async () => {
    load = async (since) => ({ roomId, since, version: 4 });
    feed.start(stateAt(1));
    feed.take(change(3));
    await vi.advanceTimersByTimeAsync(200);
    expect(loads).toEqual([1]);
    expect(ann.heard).toEqual([4]);
    feed.take(change(5));
    expect(ann.heard).toEqual([4, 5]);
  });

  test("is noticed when somebody reads a newer version than the feed has seen", async () => {
    load = async (since) => ({ roomId, since, version: 3 });
    feed.start(stateAt(1));
    let isReached = false;
    void feed.reached(3).then(() => {
      isReached = true;
    });
    await vi.advanceTimersByTimeAsync(200);
    expect(ann.heard).toEqual([3]);
    expect(isReached).toBe(true);
  });

  test("is asked for again while the store does not answer", async () => {
    load = async () => {
      throw new Error("no database");
    };
    feed.start(stateAt(1));
    feed.take(change(3));
    await vi.advanceTimersByTimeAsync(2_500);
    expect(loadErrors.length).toBeGreaterThan(1);
    load = async (since) => ({ roomId, since, version: 3 });
    await vi.advanceTimersByTimeAsync(1_500);
    expect(ann.heard).toEqual([3]);
    const asked = loads.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(loads).toHaveLength(asked);
  });
});

describe("who leaves", () => {
  const tombstone = (userId: string, version: number) =>
    change(version, {
      members: [{ userId, role: "member", version, joinedAt: "", leftAt: "2026-01-01T00:00:00Z" }],
    });

  test("MEM-3: gets neither that change nor any later one, on none of their devices", () => {
    const devices = [new TestFollower("ben"), new TestFollower("ben")];
    feed.start(stateAt(1));
    for (const device of devices) {
      feed.follow(device, 1);
    }
    feed.take(change(2));
    feed.take(tombstone("ben", 3));
    feed.take(change(4));
    expect(ann.heard).toEqual([2, 3, 4]);
    for (const device of devices) expect(device.heard).toEqual([2, -1]);
    for (const device of devices) expect(feed.has(device)).toBe(false);
  });

  test("and was back before the news came stays", () => {
    feed.start(stateAt(1));
    const ben = new TestFollower("ben");
    feed.follow(ben, 3);
    feed.take(tombstone("ben", 2));
    feed.take(change(3));
    feed.take(change(4));
    expect(ben.heard).toEqual([2, 3, 4]);
  });
});

describe("what has passed", () => {
  const versionsSince = (version: number) =>
    feed.recentSince(version)?.map(({ changes }) => changes.version) ?? null;

  test("is in memory for those who come back", () => {
    feed.start(stateAt(3));
    for (const version of [4, 5, 6]) feed.take(change(version));
    expect(versionsSince(6)).toEqual([]);
    expect(versionsSince(4)).toEqual([5, 6]);
    expect(versionsSince(3)).toEqual([4, 5, 6]);
    expect(versionsSince(2)).toBeNull();
  });

  test("is forgotten with age", () => {
    feed.start(stateAt(1));
    feed.take(change(2));
    vi.advanceTimersByTime(60_001);
    feed.take(change(3));
    expect(versionsSince(2)).toEqual([3]);
    expect(versionsSince(1)).toBeNull();
  });

  test("tells whether somebody was removed meanwhile, as long as it is known", () => {
    const members = [
      { userId: "ben", role: "member", version: 3, joinedAt: "", leftAt: "2026-01-01" } as const,
    ];
    feed.start(stateAt(2));
    feed.take(change(3, { members }));
    feed.take(change(4));
    expect(feed.hasRemoved("ben", 2)).toBe(true);
    expect(feed.hasRemoved("ben", 3)).toBe(false);
    expect(feed.hasRemoved("ann", 2)).toBe(false);
    expect(feed.hasRemoved("ann", 1)).toBeNull();
  });

  test("has the store asked again about somebody whose role is another one now", () => {
    const members = [
      { userId: "ben", role: "owner", version: 3, joinedAt: "", leftAt: null } as const,
    ];
    expect(feed.hasRemoved("ben", 2)).toBeNull();
    feed.start(stateAt(2));
    feed.take(change(3, { members }));
    expect(feed.hasRemoved("ben", 2)).toBeNull();
    expect(feed.hasRemoved("ben", 3)).toBe(false);
    expect(feed.hasRemoved("ann", 2)).toBe(false);
  });
});

test("SND-4: the connection that posted all of a change is not sent it", () => {
  const other = new TestFollower("ann", "another device");
  feed.start(stateAt(1));
  feed.follow(other, 1);
  feed.take(change(2), "ann");
  feed.take(change(3));
  expect(ann.heard).toEqual([3]);
  expect(other.heard).toEqual([2, 3]);
});

test("SND-4: a change that waited for a post does not overtake the answer to it", async () => {
  feed.start(stateAt(1));
  feed.take(change(3));
  feed.take(change(2), "ann");
  await Promise.resolve();
  expect(ann.heard).toEqual([]);
  await vi.advanceTimersByTimeAsync(0);
  expect(ann.heard).toEqual([3]);
});

test("GAP-4: the last event of a room, when it is lost, is found by looking at the store", async () => {
  load = async (since) => ({ roomId, since, version: 2 });
  feed.start(stateAt(1));
  feed.expect(2);
  await vi.advanceTimersByTimeAsync(200);
  expect(ann.heard).toEqual([2]);
});

test("after it was closed, nothing is delivered or read any more", async () => {
  feed.start(stateAt(1));
  feed.take(change(3));
  feed.close();
  feed.take(change(2));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ann.heard).toEqual([]);
  expect(loads).toEqual([]);
});

test("after it was closed, nobody waits for it", async () => {
  feed.start(stateAt(1));
  const before = feed.reached(2);
  feed.close();
  await before;
  await feed.reached(3);
});
