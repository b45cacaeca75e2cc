import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { Me } from "@roost/protocol/user.ts";
import { beforeEach, expect, test } from "vitest";
import { ModelRoom, snapshotOf, userOf, uuid } from "../testing/model.ts";
import { ANN, BOB, changes, ME, mine, ReplicaWorld } from "../testing/replica-world.ts";

let world: ReplicaWorld;
let { clock, room, replica, told, synced }: ReplicaWorld = new ReplicaWorld();

beforeEach(() => {
  world = new ReplicaWorld();
  ({ clock, room, replica, told, synced } = world);
});

test("R1, R2, DUP-4: changes are taken once, rows by their versions", () => {
  const next = room.post(ANN, "two");
  replica.take(changes(next));
  const held = world.view();
  expect(held).toMatchObject({ version: 4, lastNumber: 2, unread: 2 });
  replica.take(changes(next));
  expect(world.view()).toEqual(held);
  expect(told).toEqual(["two of 2"]);
});

test("R2: changes of several versions, of which some are known, bring what is new", () => {
  replica.take(changes(room.post(ANN, "two")));
  room.edit(1, "one, edited");
  room.post(ANN, "three");
  replica.take(changes(room.changesSince(2, 50)));
  expect(told).toEqual(["two of 2", "three of 3"]);
  expect(world.view().version).toBe(room.version);
});

test("R3, R5, GAP-5: a gap is asked for once, however many changes come behind it", () => {
  const lost = [room.post(ANN, "two"), room.post(ANN, "three")];
  replica.take(changes(room.post(ANN, "four")));
  replica.take(changes(room.post(ANN, "five")));
  expect(synced).toEqual([{ roomId: room.id, since: 3 }]);
  expect(world.view().version).toBe(3);
  expect(lost.length).toBe(2);
  replica.take({ ...room.changesSince(3, 50), type: "changes", ref: 1 });
  expect(told).toEqual(["two of 5", "three of 5", "four of 5", "five of 5"]);
  clock.advance(60_000);
  expect(synced.length).toBe(1);
});

test("R5: `more` asks on from the new version", () => {
  for (const body of ["two", "three", "four"]) room.post(ANN, body);
  replica.take(changes(room.post(ANN, "five")));
  replica.take({ ...room.changesSince(3, 2), type: "changes", ref: 1 });
  expect(synced.map(({ since }) => since)).toEqual([3, 5]);
  replica.take({ ...room.changesSince(5, 2), type: "changes", ref: 2 });
  expect(world.view().version).toBe(room.version);
  expect(synced.length).toBe(2);
});

test("R5: an unanswered question is asked again, that of a hello too", () => {
  room.post(ANN, "two");
  world.reconnect();
  expect(synced).toEqual([]);
  clock.advance(15_000);
  expect(synced).toEqual([{ roomId: room.id, since: 3 }]);
  clock.advance(15_000);
  expect(synced.length).toBe(2);
  replica.take({ ...room.changesSince(3, 50), type: "changes", ref: 2 });
  clock.advance(60_000);
  expect(synced.length).toBe(2);
  expect(clock.pending).toBe(0);
});

test("R5, RES-2: a hello that is answered by a frame for each change is not asked again", () => {
  const missed = [room.post(ANN, "two"), room.post(ANN, "three"), room.post(ANN, "four")];
  world.reconnect();
  const live = room.post(ANN, "five");
  for (const change of [...missed, live]) replica.take(changes(change));
  expect(told).toEqual(["two of 4", "three of 4", "four of 4", "five of 5"]);
  clock.advance(60_000);
  expect(synced).toEqual([]);
});

test("R5: what changes while a question is under way is no answer to it", () => {
  const [late] = [room.post(ANN, "two"), room.post(ANN, "three")];
  replica.take(changes(room.post(ANN, "four")));
  expect(synced).toEqual([{ roomId: room.id, since: 3 }]);
  if (late) replica.take(changes(late));
  expect(synced.length).toBe(1);
  clock.advance(15_000);
  expect(synced.at(-1)).toEqual({ roomId: room.id, since: 4 });
  replica.take({ ...room.changesSince(4, 50), type: "changes", ref: 2 });
  expect(told.length).toBe(3);
  clock.advance(60_000);
  expect(synced.length).toBe(2);
});

test("R5: `more` in changes that nobody asked for is followed up, too", () => {
  for (const body of ["two", "three", "four"]) room.post(ANN, body);
  replica.take(changes(room.changesSince(3, 2)));
  expect(world.view().version).toBe(5);
  clock.advance(2_000);
  expect(synced).toEqual([{ roomId: room.id, since: 5 }]);
});

test("R5: while a server works through many answers, the others are not asked again", () => {
  const other = new ModelRoom(uuid(102));
  other.join(ME);
  replica.take(mine(world.me.enter(other), [other]));
  room.post(ANN, "two");
  other.post(ME, "two");
  world.reconnect([room, other]);
  clock.advance(14_000);
  replica.take(changes(room.changesSince(3, 50)));
  clock.advance(14_999);
  expect(synced).toEqual([]);
  clock.advance(1);
  expect(synced).toEqual([{ roomId: other.id, since: 1 }]);
});

test("R5: a room that the hello did not name is asked for after the snapshot", () => {
  room.post(ANN, "two");
  replica.cutOff();
  replica.nameVersions(0);
  replica.take(snapshotOf([room], ME));
  replica.pump();
  expect(synced).toEqual([{ roomId: room.id, since: 3 }]);
});

test("R5: a refused question waits as long as it is told; one about a room not mine ends it", () => {
  replica.take(changes({ ...room.post(ANN, "lost"), since: 3, version: 4, messages: [] }));
  room.post(ANN, "lost too");
  replica.take(changes(room.post(ANN, "seen")));
  const refusal = { type: "error", ref: 1, detail: "No." } as const;
  replica.take({ ...refusal, code: "request.rate_limited", retryAfterMs: 700 });
  clock.advance(699);
  expect(synced.length).toBe(1);
  clock.advance(1);
  expect(synced.length).toBe(2);
  replica.take({ ...refusal, ref: 2, code: "room.not_found" });
  expect(replica.screens.room(room.id).get()).toBeNull();
  expect(told).toEqual(["left"]);
});

test("R5: a version known from elsewhere is given a moment, then asked for", () => {
  room.post(ME, "mine");
  const [message] = room.messages.slice(-1);
  if (!message) throw new Error("Nothing was posted.");
  replica.takeMessages([message]);
  clock.advance(1_999);
  expect(synced).toEqual([]);
  clock.advance(1);
  expect(synced).toEqual([{ roomId: room.id, since: 3 }]);
});

test("R5, R7: what a room of my log has and an earlier answer did not is asked for at once", () => {
  const other = new ModelRoom(uuid(102));
  other.join(ME);
  replica.takeRoom(other.roomFor(ME));
  const since = other.version;
  other.post(ANN, "posted before the connection followed the room");
  replica.take(mine(world.me.enter(other), [other]));
  expect(synced).toEqual([{ roomId: other.id, since }]);
});

test("R7: a snapshot brings name and counts at once, but events come with the changes", () => {
  room.post(ANN, "two");
  room.rename("Tea");
  world.reconnect();
  expect(world.view()).toMatchObject({ name: "Tea", lastNumber: 2, unread: 2, version: 3 });
  expect(world.view().lastMessage?.body).toBe("two");
  expect(told).toEqual([]);
  replica.take(
    changes({ ...room.changesSince(3, 50), room: { ...room.room(), name: "old", version: 4 } }),
  );
  expect(world.view()).toMatchObject({ name: "Tea", version: 5 });
  expect(told).toEqual(["two of 2"]);
});

test("R7: a role that a snapshot told is not undone by the changes up to it", () => {
  room.join(ME, "moderator");
  room.join(ME);
  room.join(ME, "owner");
  const earlier = room.changesSince(3, 50);
  world.reconnect();
  const [member] = earlier.members ?? [];
  if (!member) throw new Error("The change has no member.");
  replica.take(
    changes({ ...earlier, version: 4, members: [{ ...member, role: "member", version: 4 }] }),
  );
  expect(world.view()).toMatchObject({ role: "owner", version: 4 });
});

test("R8, R15: a reset replaces the room, and is told in place of what came in between", async () => {
  const timeline = replica.screens.timeline(room.id);
  await timeline.loadNewest();
  for (let count = 0; count < 5; count += 1) room.post(ANN, "missed");
  replica.take({ type: "reset", room: room.roomFor(ME), users: [userOf(ANN)] });
  expect(timeline.get().status).toBe("loading");
  await timeline.loadNewest();
  expect(timeline.get().messages).toEqual(room.messages);
  replica.take(changes(room.post(ANN, "after")));
  expect(told).toEqual(["reset to 6", "after of 7"]);
});

test("R8: a reset to a lower version is believed: the server was set back", () => {
  const earlier: MyRoom = room.roomFor(ME);
  for (let count = 0; count < 5; count += 1) replica.take(changes(room.post(ANN, "undone")));
  replica.take({ type: "reset", room: earlier, users: [] });
  expect(world.view()).toMatchObject({ version: 3, lastNumber: 1 });
});

test("R9, SNP-2: rooms missing in a snapshot are gone, and so are pages asked for before", async () => {
  const timeline = replica.screens.timeline(room.id);
  const askedAt = replica.departures;
  const late = room.roomFor(ME);
  const loading = timeline.loadNewest();
  world.reconnect([]);
  await loading;
  expect(timeline.get()).toMatchObject({ status: "unloaded", messages: [] });
  replica.takeRoom(late, askedAt);
  expect(replica.rooms.get()).toEqual([]);
  replica.take(changes(room.post(ANN, "unheard")));
  replica.take(mine(world.me.enter(room), [room]));
  expect(told).toEqual(["left", "joined room"]);
});

/** A row of my log that says a position. */
const said = (number: number) => mine(world.me.read(room, number) ?? world.me.touch());

test("R10, PER-4, READ-1, READ-3: the newest row of my log says how far I have read; what I wrote I have read", () => {
  replica.take(changes(room.post(ANN, "two")));
  const [first, second] = [said(1), said(2)];
  replica.take(second);
  replica.take(first);
  expect(world.view()).toMatchObject({ readNumber: 1 });
  replica.take(second);
  replica.take(first);
  expect(world.view()).toMatchObject({ readNumber: 2, unread: 0 });
  replica.take(changes(room.post(ANN, "three")));
  expect(world.view().unread).toBe(1);
  replica.take(changes(room.post(ME, "four")));
  expect(world.view()).toMatchObject({ readNumber: 4, unread: 0 });
});

test("R10: a position that begins anew goes back, and what I write from then on moves it", () => {
  for (const body of ["two", "three", "four"]) replica.take(changes(room.post(ANN, body)));
  replica.take(changes(room.post(ME, "five")));
  replica.get(room.id)?.mark(5);
  replica.take(mine(world.me.readAnew(room, 2), [room]));
  expect(world.view()).toMatchObject({ readNumber: 2, unread: 2 });
  replica.take(changes(room.post(ME, "six", null, 3)));
  expect(world.view()).toMatchObject({ readNumber: 3, unread: 1 });
});

test("R11: a late live change between two parts does not make up for an older message", () => {
  room.post(ANN, "two");
  room.post(ANN, "three");
  room.post(ANN, "four");
  const live = room.post(ANN, "five");
  room.edit(2, "two, edited");
  replica.take(changes(room.changesSince(3, 2)));
  expect(world.view().version).toBe(6);
  replica.take(changes(live));
  expect(told).toEqual([]);
  replica.take({ ...room.changesSince(7, 2), type: "changes", ref: 1 });
  expect(told).toEqual(["two, edited of 5", "three of 5", "four of 5", "five of 5"]);
});

test("R12: a message that was deleted before it was seen is not told", () => {
  room.post(ANN, "two");
  room.delete(2);
  room.post(ANN, "three");
  replica.take(changes(room.changesSince(3, 50)));
  expect(told).toEqual(["three of 3"]);
});

test("R17: members come, change and go live; their rows do not come back from a late page", async () => {
  const members = replica.screens.members(room.id);
  replica.takeUsers([userOf(ME), userOf(ANN)]);
  await members.load();
  expect(members.get()).toMatchObject({ total: 2, status: "ready", hasMore: false });
  replica.take(changes(room.join(BOB)));
  const page = room.membersPage(undefined, 50);
  replica.take(changes(room.leave(BOB)));
  replica.takeMembers(room.id, page.members);
  expect(members.get().members.map(({ user, role }) => [user.username, role])).toEqual([
    ["user2", "owner"],
    ["user1", "member"],
  ]);
  expect(members.get().total).toBe(2);
  replica.take(changes(room.join(ME, "moderator")));
  expect(world.view().role).toBe("moderator");
});

test("R18: who is mentioned is known, and what came last counts", () => {
  expect(replica.user(ANN)?.displayName).toBe("User 2");
  replica.take(changes({ ...room.rename("Tea"), users: [{ ...userOf(ANN), displayName: "Ann" }] }));
  expect(replica.user(ANN)?.displayName).toBe("Ann");
});

test("R18: what somebody was called before stays, where a payload does not say it", () => {
  const names = () => [replica.user(ANN)?.username, replica.user(ANN)?.formerUsernames];
  const told = (user: object) =>
    replica.take(changes({ ...room.rename("Tea"), users: [{ ...userOf(ANN), ...user }] }));
  const { username } = userOf(ANN);
  told({ username: "anna" });
  expect(names()).toEqual(["anna", [username]]);
  told({ username: "anna", formerUsernames: ["annie", username] });
  expect(names()).toEqual(["anna", ["annie", username]]);
  told({ username: "anna", displayName: "Ann" });
  expect(names()).toEqual(["anna", ["annie", username]]);
  told({ username: "annie" });
  expect(names()).toEqual(["annie", ["anna", username]]);
});

test("R25: rooms are in the order of their newest message, archived ones last, and unchanged ones keep their view", () => {
  const other = new ModelRoom(uuid(102));
  other.join(ME);
  replica.take(mine(world.me.enter(other), [other]));
  expect(replica.rooms.get().map(({ id }) => id)).toEqual([room.id, other.id]);
  const before = replica.rooms.get()[0];
  for (let count = 0; count < 9; count += 1) replica.take(changes(other.post(ME, "busy")));
  expect(replica.rooms.get().map(({ id }) => id)).toEqual([other.id, room.id]);
  expect(replica.rooms.get()[1]).toBe(before);
  replica.take(changes(other.setArchived(true, ANN)));
  expect(replica.rooms.get().map(({ id }) => id)).toEqual([room.id, other.id]);
  replica.take(changes(other.setArchived(false, ANN)));
  expect(replica.rooms.get().map(({ id }) => id)).toEqual([other.id, room.id]);
});

test("PPL-1: I am what the server says that I am now", () => {
  const world = new ReplicaWorld();
  const known = { id: ME, username: "ann2", displayName: "Ann", email: "ann@example.org" };
  const me: Me = { ...known, role: "moderator", permissions: ["readAudit"] };
  world.replica.take({ type: "me", me });
  expect(world.replica.me.get()).toEqual(me);
  expect(world.replica.user(ME)).toMatchObject({ username: "ann2", displayName: "Ann" });
});
