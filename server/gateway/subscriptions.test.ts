import type { Changes } from "@roost/protocol/changes.ts";
import type { Place } from "@roost/protocol/person.ts";
import { expect, test } from "vitest";
import { MemoryBus } from "../bus/memory.ts";
import type { Membership } from "../rooms/memberships.ts";
import type { RoomState } from "../rooms/state.ts";
import type { Connection } from "./connection.ts";
import type { EncodedFrame } from "./frame.ts";
import type { Questions } from "./questions.ts";
import { RecentMemory } from "./recent-changes.ts";
import { RoomFeeds } from "./room-feeds.ts";
import { Subscriptions } from "./subscriptions.ts";

const me = "ann";

const stateOf = (roomId: string) =>
  ({
    room: { id: roomId, version: 3 },
    users: [],
    mentioning: [],
    uncounted: [],
  }) as unknown as RoomState;

const placeIn = (roomId: string) => ({ roomId, memberVersion: 3, leftAt: null }) as Place;

const membershipIn = (roomId: string): Membership => ({
  ...{ roomId, role: "member", readNumber: 0, version: 3, hiddenAt: null, ownNumbers: null },
});

/** A device of somebody who came into rooms, and what it is sent of them. */
function createDevice() {
  const bus = new MemoryBus((error) => {
    throw error;
  });
  const feeds = new RoomFeeds(bus, {
    state: async (roomId) => stateOf(roomId),
    newer: async () => new Map(),
    load: async () => null,
    onLoadError: () => {},
    memory: new RecentMemory(1_000_000, 60_000, () => 0),
    now: () => 0,
  });
  const gates = new Map<string, Promise<void>>();
  const membership = {
    async ask({ roomId }: { roomId: string }) {
      await gates.get(roomId);
      return membershipIn(roomId);
    },
  };
  const sent: Changes[] = [];
  const connection = {
    sendEncoded(frame: EncodedFrame) {
      sent.push(JSON.parse(frame.subarray(frame.indexOf("{")).toString()));
    },
  };
  const subscriptions = new Subscriptions(me, "1", connection as unknown as Connection, {
    ...{ feeds, questions: { membership } as unknown as Questions },
  });
  return {
    subscriptions,
    sent,
    /** What is asked about a room is answered when the function that is returned is called. */
    holdBack(roomId: string): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      gates.set(roomId, promise);
      return resolve;
    },
    change(roomId: string, version: number) {
      const changes = { roomId, since: version - 1, version };
      bus.publish([{ kind: "room", roomId, changes }]);
    },
  };
}

test("MEM-2: what changes in a room before the device was sent the room is part of that, and not sent", async () => {
  const { subscriptions, sent, holdBack, change } = createDevice();
  const release = holdBack("second");
  const taken = subscriptions.takeAll([placeIn("first"), placeIn("second")], false);
  await expect.poll(() => subscriptions.followed("first")).toBeDefined();
  change("first", 4);
  release();
  const rooms = await taken;
  expect(rooms.map(({ feed }) => [feed.roomId, feed.version])).toEqual([
    ["first", 4],
    ["second", 3],
  ]);
  change("second", 4);
  expect(sent).toEqual([]);

  subscriptions.shown(rooms);
  change("first", 5);
  change("second", 5);
  expect(sent.map(({ roomId, version }) => [roomId, version])).toEqual([
    ["first", 5],
    ["second", 5],
  ]);
});
