import type { DownFrame } from "@roost/protocol/down.ts";
import { beforeEach, expect, test } from "vitest";
import { ModelRoom, uuid } from "../testing/model.ts";
import { ANN, changes, ME, mine, ReplicaWorld } from "../testing/replica-world.ts";

let world: ReplicaWorld;
let { room, replica, told, synced }: ReplicaWorld = new ReplicaWorld();

beforeEach(() => {
  world = new ReplicaWorld();
  ({ room, replica, told, synced } = world);
});

test("R21, GAP-5: news of my own that skip some are not taken, but asked for", () => {
  const other = new ModelRoom(uuid(102));
  other.join(ME);
  const since = world.me.version;
  const lost = mine(world.me.enter(other), [other]);
  replica.take(changes(room.post(ANN, "two")));
  replica.take(mine(world.me.read(room, 2) ?? world.me.touch()));
  expect(world.view().unread).toBe(2);
  expect(synced).toEqual([{ roomId: undefined, since }]);
  replica.take({ ...mine(world.me.changesSince(since, 50), [room, other]), ref: 1 } as DownFrame);
  expect(world.view().unread).toBe(0);
  replica.take(lost);
  expect(told).toEqual(["two of 2", "joined room"]);
});

test("R21: a row of a room that I do not know is asked for again, with the room", () => {
  const other = new ModelRoom(uuid(102));
  other.join(ME);
  const since = world.me.version;
  world.me.enter(other);
  // In one answer with the row that let me in, which is of this version now.
  const hidden = mine({ ...world.me.hide(other, 0), since }, []);
  replica.take(hidden);
  expect(replica.get(other.id)).toBeUndefined();
  expect(synced).toEqual([{ roomId: undefined, since }]);
  replica.take({ ...mine(world.me.changesSince(since, 50), [other]), ref: 1 } as DownFrame);
  expect(told).toEqual(["joined room"]);
});

test("R21, RES-3: what a hello lacks of my own comes in place of a snapshot, and rooms stay", () => {
  replica.cutOff();
  const { person, rooms } = replica.nameVersions(100);
  expect({ person, rooms }).toEqual({ person: world.me.version, rooms: { [room.id]: 3 } });
  replica.take({ type: "person", since: person ?? 0, version: person ?? 0 });
  replica.take(changes(room.post(ANN, "two")));
  expect(told).toEqual(["two of 2"]);
  expect(synced).toEqual([]);
});

test("R9: a room that was asked for before I left it is not taken, though it was not known then", () => {
  const other = new ModelRoom(uuid(102));
  other.join(ME);
  replica.take(mine(world.me.enter(other), []));
  const [askedAt, late] = [replica.departures, other.roomFor(ME)];
  other.leave(ME);
  const since = replica.version ?? 0;
  world.me.leave(other);
  replica.take({ ...mine(world.me.changesSince(since, 50), []), ref: 1 } as DownFrame);
  replica.takeRoom(late, askedAt);
  expect(replica.get(other.id)).toBeUndefined();
});

test("R9: a row that says I left, from before I came in again, is of no effect", () => {
  room.leave(ME);
  const left = mine(world.me.leave(room));
  room.join(ME);
  replica.takeRoom(room.roomFor(ME));
  replica.take(left);
  expect(world.view().role).toBe("member");
});
