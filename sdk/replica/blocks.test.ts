import type { OwnRow } from "@roost/protocol/own.ts";
import { expect, test } from "vitest";
import { ANN, BOB, changes, ME, ReplicaWorld } from "../testing/replica-world.ts";

test("R26, BLK-5: mentions by whom I have blocked are not counted, wherever they came from, and count again", async () => {
  const world = new ReplicaWorld();
  const { replica, room } = world;
  const mentions = () => replica.screens.room(room.id).get()?.mentions;
  const block = (userId: string, on: boolean) => {
    const version = replica.own.view("block").get().get(userId)?.version ?? world.me.version;
    replica.own.take([
      {
        ...{ kind: "block", key: userId, version: version + 1, value: on ? {} : null },
        changedAt: "2026-01-01T00:00:00.000Z",
      } satisfies OwnRow,
    ]);
    // Views hear of it after the present task.
    return Promise.resolve();
  };
  // One that the room is shown with, and two that come as changes.
  room.post(BOB, "b1", null, null, undefined, [ME]);
  replica.take({ type: "reset", room: room.roomFor(ME), users: [] });
  replica.take(changes(room.post(BOB, "b2", null, null, undefined, [room.id])));
  replica.take(changes(room.post(ANN, "a1", null, null, undefined, [ME])));
  expect(mentions()).toBe(3);
  await block(BOB, true);
  expect(mentions()).toBe(1);
  expect(replica.rooms.get()[0]?.mentions).toBe(1);
  // What is unread stays a function of the numbers of the room.
  expect(replica.screens.room(room.id).get()?.unread).toBe(4);
  await block(BOB, false);
  expect(mentions()).toBe(3);
});
