import { beforeEach, expect, test } from "vitest";
import { ModelRoom } from "../testing/model.ts";
import { ANN, changes, ME, mine, ReplicaWorld } from "../testing/replica-world.ts";
import { postedOf } from "../testing/serve.ts";

let world: ReplicaWorld;
let { clock, room, replica, told, synced }: ReplicaWorld = new ReplicaWorld();

beforeEach(() => {
  world = new ReplicaWorld();
  ({ clock, room, replica, told, synced } = world);
});

test("R19, R10, R12, SND-4, SND-5: what is posted here is a change: the message is there, read and told", async () => {
  const timeline = replica.screens.timeline(room.id);
  await timeline.loadNewest();
  replica.take(postedOf(world.post("two")));
  expect(world.view()).toEqual({
    ...room.roomFor(ME),
    mentions: 0,
    hidden: false,
    pendingCount: 0,
  });
  expect(world.view()).toMatchObject({ version: 4, readNumber: 2, unread: 0 });
  expect(timeline.get().messages).toEqual(room.messages);
  replica.take(changes(room.post(ANN, "three")));
  expect(told).toEqual(["two of 2", "three of 3"]);
  clock.advance(60_000);
  expect(synced).toEqual([]);
});

test("R19, DUP-4: servers that also send the change bring nothing new, whichever comes first", () => {
  const mine = world.post("two");
  const change = changes(room.changesSince(3, 50));
  replica.take(change);
  replica.take(postedOf(mine));
  const next = world.post("three");
  replica.take(postedOf(next));
  replica.take(changes(room.changesSince(4, 50)));
  expect(told).toEqual(["two of 2", "three of 3"]);
  expect(world.view().version).toBe(5);
});

test("R19: of one commit with others, `posted` behind the changes brings nothing new", () => {
  const mine = world.post("two");
  room.post(ANN, "three");
  replica.take(changes(room.changesSince(3, 50)));
  replica.take(postedOf(mine));
  expect(told).toEqual(["two of 3", "three of 3"]);
  expect(world.view()).toMatchObject({ version: 5, unread: 1 });
});

test("R19: a `posted` that comes early waits for what is before it, in whatever order", () => {
  const change = room.post(ANN, "two");
  const mine = [world.post("three"), world.post("four"), world.post("five")];
  for (const index of [1, 2, 0]) {
    const message = mine[index];
    if (message) replica.take(postedOf(message));
  }
  expect(world.view().version).toBe(3);
  replica.take(changes(change));
  expect(told).toEqual(["two of 5", "three of 5", "four of 5", "five of 5"]);
  expect(world.view()).toMatchObject({ version: 7, readNumber: 5, unread: 0 });
  clock.advance(60_000);
  expect(synced).toEqual([]);
});

test("R19, R5: what does not come before an early `posted` is asked for", () => {
  room.post(ANN, "lost");
  replica.take(postedOf(world.post("three")));
  clock.advance(1_999);
  expect(synced).toEqual([]);
  clock.advance(1);
  expect(synced).toEqual([{ roomId: room.id, since: 3 }]);
  replica.take({ ...room.changesSince(3, 50), type: "changes", ref: 1 });
  expect(told).toEqual(["lost of 3", "three of 3"]);
  clock.advance(60_000);
  expect(synced.length).toBe(1);
});

test("R19: far more early ones than are held are asked for, and none is missing", () => {
  const lost = room.post(ANN, "two");
  for (let count = 0; count < 150; count += 1) replica.take(postedOf(world.post("mine")));
  replica.take(changes(lost));
  expect(world.view().lastNumber).toBe(102);
  clock.advance(2_000);
  expect(synced).toEqual([{ roomId: room.id, since: 104 }]);
  replica.take({ ...room.changesSince(104, 500), type: "changes", ref: 1 });
  expect(told.length).toBe(151);
  expect(world.view()).toMatchObject({ version: room.version, unread: 0 });
});

test("R19, SND-4: a repeated `posted`, or one of an unknown text, is no change; it is asked for", () => {
  const first = world.post("two");
  room.edit(first.number, "two, edited");
  replica.take(postedOf(first, true));
  expect(world.view().version).toBe(3);
  clock.advance(2_000);
  expect(synced).toEqual([{ roomId: room.id, since: 3 }]);
  replica.take({ ...room.changesSince(3, 50), type: "changes", ref: 1 });
  expect(told).toEqual(["two, edited of 2"]);

  const discarded = world.post("three");
  world.sent.clear();
  replica.take(postedOf(discarded));
  clock.advance(2_000);
  expect(synced.at(-1)).toEqual({ roomId: room.id, since: 5 });
});

test("R19: after a cut, the hello asks for what was held", () => {
  room.post(ANN, "lost");
  replica.take(postedOf(world.post("three")));
  world.reconnect();
  replica.take(changes(room.changesSince(3, 1)));
  expect(world.view().version).toBe(4);
  replica.take({ ...room.changesSince(4, 50), type: "changes", ref: 1 });
  expect(told).toEqual(["lost of 3", "three of 3"]);
});

test("R19, R8: what was posted after a reset was made is not lost with it", () => {
  for (let count = 0; count < 5; count += 1) room.post(ANN, "missed");
  const reset = room.roomFor(ME);
  replica.take(postedOf(world.post("mine")));
  replica.take({ type: "reset", room: reset, users: [] });
  expect(told).toEqual(["reset to 7", "mine of 7"]);
  expect(world.view()).toEqual({
    ...room.roomFor(ME),
    mentions: 0,
    hidden: false,
    pendingCount: 0,
  });
});

test("R19, R8: a post that a set-back server took before its reset is asked for", () => {
  for (let count = 0; count < 5; count += 1) replica.take(changes(room.post(ANN, "undone")));
  world.room = new ModelRoom(room.id);
  room = world.room;
  room.join(ANN, "owner");
  room.join(ME);
  const reset = room.roomFor(ME);
  replica.take(postedOf(world.post("mine")));
  replica.take({ type: "reset", room: reset, users: [] });
  clock.advance(2_000);
  expect(synced).toEqual([{ roomId: room.id, since: 2 }]);
  replica.take({ ...room.changesSince(2, 50), type: "changes", ref: 1 });
  expect(world.view()).toEqual({
    ...room.roomFor(ME),
    mentions: 0,
    hidden: false,
    pendingCount: 0,
  });
});

test("R19, R9: what is held ends with the room, and what comes before its rows waits for them", () => {
  room.post(ANN, "lost");
  replica.take(postedOf(world.post("three")));
  replica.take(mine(world.me.leave(room)));
  const [entered, seen] = [world.me.enter(room), room.roomFor(ME)];
  replica.take(postedOf(world.post("four")));
  replica.take({ ...entered, type: "person", rooms: [seen] });
  expect(world.view()).toEqual({
    ...room.roomFor(ME),
    mentions: 0,
    hidden: false,
    pendingCount: 0,
  });
  expect(told).toEqual(["left", "joined room", "four of 4"]);
});
