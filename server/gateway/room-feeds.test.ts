import { expect, test } from "vitest";
import { MemoryBus } from "../bus/memory.ts";
import type { Follower } from "./room-feed.ts";
import { RoomFeeds } from "./room-feeds.ts";

const bus = new MemoryBus((error) => {
  throw error;
});

function follower(heard: number[] = []): Follower {
  return {
    userId: "ann",
    deliver: (_, frame) => {
      heard.push(JSON.parse(frame.subarray(frame.indexOf("{")).toString()).version);
    },
    expelled: () => {},
  };
}

test("to follow is to have read the version after subscribing, for many rooms at once", async () => {
  const asked: (readonly string[])[] = [];
  const gate = Promise.withResolvers<void>();
  const feeds = new RoomFeeds(bus, {
    versions: async (roomIds) => {
      asked.push(roomIds);
      await gate.promise;
      return new Map([["a", 3]]);
    },
    load: async () => null,
    onLoadError: () => {},
  });
  const heard: number[] = [];
  const ann = follower(heard);
  let isFollowing = false;
  const following = Promise.all(["a", "b"].map((id) => feeds.follow(id, ann))).then(() => {
    isFollowing = true;
  });
  await Promise.resolve();
  const publish = (version: number) =>
    bus.publish([{ roomId: "a", changes: { roomId: "a", since: version - 1, version } }]);
  publish(3);
  publish(4);
  expect(isFollowing).toBe(false);
  gate.resolve();
  await following;
  expect(asked).toEqual([["a", "b"]]);
  expect(heard).toEqual([4]);
  publish(5);
  expect(heard).toEqual([4, 5]);

  feeds.unfollow("a", ann);
  publish(6);
  expect(heard).toEqual([4, 5]);
  feeds.unfollow("b", ann);
  expect(feeds.size).toBe(0);
});

test("a store that does not answer leaves nothing behind", async () => {
  const feeds = new RoomFeeds(bus, {
    versions: async () => {
      throw new Error("no database");
    },
    load: async () => null,
    onLoadError: () => {},
  });
  await expect(feeds.follow("a", follower())).rejects.toThrow("no database");
  expect(feeds.size).toBe(0);
});
