import type { Changes } from "@roost/protocol/changes.ts";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { EncodedFrame } from "./frame.ts";
import { type Follower, RoomFeed } from "./room-feed.ts";

const roomId = "room";

/** A change as the bus brings it. */
const change = (version: number, more: Partial<Changes> = {}): Changes => ({
  roomId,
  since: version - 1,
  version,
  ...more,
});

class TestFollower implements Follower {
  readonly userId: string;
  readonly heard: number[] = [];

  constructor(userId: string) {
    this.userId = userId;
  }

  deliver(_: string, frame: EncodedFrame): void {
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
    versions: async () => new Map(),
    load: (_, since) => {
      loads.push(since);
      return load(since);
    },
    onLoadError: (error) => loadErrors.push(error),
  });
  ann = new TestFollower("ann");
  feed.add(ann);
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
    feed.start(4);
    expect(ann.heard).toEqual([5, 6]);
  });

  test("who reads the room late does not take changes from those who read it early", () => {
    const ben = new TestFollower("ben");
    feed.start(5);
    feed.take(change(6));
    feed.add(ben);
    feed.confirm(ben, 6);
    feed.confirm(ann, 5);
    expect(ann.heard).toEqual([6]);
  });

  test("changes that come twice are delivered once", () => {
    feed.start(1);
    feed.confirm(ann, 1);
    for (const version of [2, 2, 3, 2, 3]) feed.take(change(version));
    expect(ann.heard).toEqual([2, 3]);
  });

  test("a change that comes too early waits for the one before it", async () => {
    feed.start(1);
    feed.confirm(ann, 1);
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
  test("that stays is read from the store", async () => {
    load = async (since) => ({ roomId, since, version: 4 });
    feed.start(1);
    feed.confirm(ann, 1);
    feed.take(change(3));
    await vi.advanceTimersByTimeAsync(200);
    expect(loads).toEqual([1]);
    expect(ann.heard).toEqual([4]);
    feed.take(change(5));
    expect(ann.heard).toEqual([4, 5]);
  });

  test("is noticed when somebody reads a newer version than the feed has seen", async () => {
    load = async (since) => ({ roomId, since, version: 3 });
    feed.start(1);
    feed.confirm(ann, 1);
    const ben = new TestFollower("ben");
    feed.add(ben);
    feed.confirm(ben, 3);
    await vi.advanceTimersByTimeAsync(200);
    expect(ann.heard).toEqual([3]);
  });

  test("is asked for again while the store does not answer", async () => {
    load = async () => {
      throw new Error("no database");
    };
    feed.start(1);
    feed.confirm(ann, 1);
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

  test("gets neither that change nor any later one, on none of their devices", () => {
    const devices = [new TestFollower("ben"), new TestFollower("ben")];
    feed.start(1);
    feed.confirm(ann, 1);
    for (const device of devices) {
      feed.add(device);
      feed.confirm(device, 1);
    }
    feed.take(change(2));
    feed.take(tombstone("ben", 3));
    feed.take(change(4));
    expect(ann.heard).toEqual([2, 3, 4]);
    for (const device of devices) expect(device.heard).toEqual([2, -1]);
    expect(feed.size).toBe(1);
  });

  test("and was back before the news came stays", () => {
    feed.start(1);
    feed.confirm(ann, 1);
    const ben = new TestFollower("ben");
    feed.add(ben);
    feed.confirm(ben, 3);
    feed.take(tombstone("ben", 2));
    feed.take(change(3));
    feed.take(change(4));
    expect(ben.heard).toEqual([2, 3, 4]);
  });
});

test("the last event of a room, when it is lost, is found by looking at the store", async () => {
  load = async (since) => ({ roomId, since, version: 2 });
  feed.start(1);
  feed.expect(2);
  await vi.advanceTimersByTimeAsync(200);
  expect(ann.heard).toEqual([2]);
});

test("after it was closed, nothing is delivered or read any more", async () => {
  feed.start(1);
  feed.confirm(ann, 1);
  feed.take(change(3));
  feed.close();
  feed.take(change(2));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ann.heard).toEqual([]);
  expect(loads).toEqual([]);
});
