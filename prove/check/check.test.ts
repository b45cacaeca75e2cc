import { beforeEach, expect, test } from "vitest";
import type { History, MessageRow, Post, ReplicaRoom } from "../history.ts";
import { check } from "./check.ts";
import {
  blank,
  entered,
  event,
  message,
  placed,
  posted,
  replicaOf,
  room,
  shown,
  smallHistory,
} from "./small-history.ts";

let history: History;

beforeEach(() => {
  history = smallHistory();
});

function broken(): string[] {
  return [...new Set(check(history).map(({ rule }) => rule))];
}

function device(index: number): History["devices"][number] {
  return history.devices[index] as History["devices"][number];
}

function row(number: number): MessageRow {
  return history.database.messages[number - 1] as MessageRow;
}

/** Takes what a device was told of one message out of its history. */
function forget(index: number, number: number): void {
  device(index).events = device(index).events.filter(
    (one) => !(one.type === "told" && one.number === number),
  );
}

test("nothing is wrong with a history in which nothing is wrong", () => {
  expect(check(history)).toEqual([]);
});

test("a message of unknown outcome may be stored or not", () => {
  const post = { ...posted(0, 0, "four"), acknowledgements: [] };
  history.posts.push(post);
  expect(check(history)).toEqual([]);
  Object.assign(history.posts[0] as object, { acknowledgements: [] });
  expect(check(history)).toEqual([]);
});

test("an acknowledged message that is not stored is a loss", () => {
  history.posts.push(posted(6, 7, "four"));
  expect(broken()).toContain("no loss");
});

test("a message that is stored twice is found", () => {
  history.database.messages.push({ ...message(6, 7, "one") });
  expect(broken()).toContain("stored once");
});

test("a message that nobody sent, and one that was refused, are found", () => {
  Object.assign(history.posts[0] as object, { transmissions: 0, acknowledgements: [] });
  expect(broken()).toEqual(["nothing invented"]);
  const refused = { transmissions: 2, refusals: 2, acknowledgements: [] };
  Object.assign(history.posts[0] as object, refused);
  expect(broken()).toEqual(["refused is refused"]);
});

test("another number, version or text than was acknowledged is found", () => {
  history.posts[0]?.acknowledgements.push({ number: 2, version: 2, repeated: true, at: 2 });
  history.posts[1]?.acknowledgements.push({ number: 2, version: 5, repeated: true, at: 5 });
  Object.assign(history.posts[2] as object, { body: "other" });
  expect(broken()).toEqual(expect.arrayContaining(["one number", "one version", "the same text"]));
});

test("messages of one device that changed places are found", () => {
  history.posts.reverse();
  expect(broken()).toEqual(["order of writing"]);
  for (const post of history.posts) post.isOrdered = false;
  expect(check(history)).toEqual([]);
});

test("a message that was given up with a copy under way has no place: seed 7, 3 nodes", () => {
  const [one, two, three] = history.posts as [Post, Post, Post];
  history.posts = [three, one, two];
  expect(broken()).toEqual(["order of writing"]);
  Object.assign(three, { transmissions: 2, refusals: 1, acknowledgements: [] });
  expect(check(history)).toEqual([]);
});

test("an acknowledged edit that is not there is a loss; a later one may be there instead", () => {
  const edit = { kind: "edit", roomId: room, number: 4, outcome: "acknowledged" } as const;
  history.rewrites.push({ ...edit, body: "3", version: 7 });
  expect(broken()).toContain("no loss");

  Object.assign(row(4), { edited: true, body: "III", version: 8 });
  history.rewrites.push({ ...edit, body: "III", outcome: "unknown" });
  expect(broken()).not.toContain("no loss");
  expect(broken()).not.toContain("the same text");

  row(4).body = "what nobody wrote";
  expect(broken()).toContain("the same text");
});

test("a deletion that came undone, or that nobody made, is found", () => {
  history.rewrites.push({
    kind: "delete",
    roomId: room,
    number: 4,
    body: "",
    outcome: "acknowledged",
    version: 5,
  });
  expect(broken()).toContain("deleted stays deleted");
  history.rewrites = [];
  Object.assign(row(4), { deleted: true, body: "" });
  expect(broken()).toContain("nothing invented");
});

test("a move that was acknowledged and did not happen, or happened by itself, is found", () => {
  history.moves.push({ kind: "join", roomId: room, userId: "cid", outcome: "acknowledged" });
  expect(broken()).toEqual(["no loss"]);
  history.moves = [];
  expect(broken()).toEqual(["nothing invented"]);
});

test("a message that a device was not told is found, also the last one", () => {
  forget(1, 3);
  expect(broken()).toContain("told to all");
});

test("the last message, when it was not told, is found", () => {
  forget(1, 5);
  expect(broken()).toEqual(["told to all"]);
});

test("what a reset skipped, and what was deleted before it was seen, need not be told", () => {
  forget(1, 5);
  device(1).events.push(shown("reset", 6, 5));
  expect(check(history)).toEqual([]);
});

test("what came between the first sight of a room and the first snapshot is told", () => {
  device(1).events.splice(0, 2, entered(0), shown("snapshot", 3, 2));
  expect(check(history)).toEqual([]);
  forget(1, 2);
  expect(broken()).toEqual(["told to all"]);
});

test("a message that a device was told twice, or too late, is found", () => {
  device(1).events.push({ type: "told", roomId: room, number: 2, clientMessageId: "two" });
  expect(broken()).toEqual(["told once, in order"]);
});

test("another message under the same number is found", () => {
  for (const one of device(1).events) {
    if (one.type === "told" && one.number === 2) one.clientMessageId = "one";
  }
  expect(broken()).toEqual(["same order for all"]);
});

test("a device that was connected as somebody else is found", () => {
  device(0).events.push({ type: "welcomed", connection: 2, userId: device(0).userId });
  expect(check(history)).toEqual([]);
  device(0).events.push({ type: "welcomed", connection: 3, userId: "somebody else" });
  expect(broken()).toEqual(["one person"]);
});

test("a message of a room that the device is not in is found", () => {
  device(2).events.push({ type: "told", roomId: room, number: 5, clientMessageId: null });
  expect(broken()).toEqual(["told to members"]);
});

test("a gap in the versions of a replica is found", () => {
  device(0).events.push({ type: "applied", roomId: room, from: 6, since: 7, to: 8 });
  expect(broken()).toEqual(["no gap"]);
});

test("a gap in what a connection was sent is found", () => {
  device(0).events.push({ type: "gap", roomId: room, at: 6, since: 7 });
  expect(broken()).toEqual(["no gap on the wire"]);
});

test("a row that is another one for somebody else is found", () => {
  const frame = { type: "frame", kind: "changes", connection: 1, ...blank } as const;
  device(0).events.push({ ...frame, version: 6, rows: [[2, 3, 12345]] });
  expect(broken()).toEqual(["the same for all"]);
});

test("counts that a recount does not give are found", () => {
  Object.assign(history.database.rooms[0] as object, { lastNumber: 6, memberCount: 3, version: 7 });
  expect(broken()).toEqual(expect.arrayContaining(["counts", "versions"]));
});

test("a missing number and a member whose story is another one are found", () => {
  row(5).number = 6;
  Object.assign(history.database.members[1] as object, { hasLeft: true });
  expect(broken()).toEqual(expect.arrayContaining(["numbers", "members"]));
});

test("two changes of one version are found, and a version without a change", () => {
  row(2).version = 2;
  expect(broken()).toEqual(expect.arrayContaining(["one change a version", "one version"]));
  row(2).version = 3;
  for (const one of history.database.rooms) one.version = 9;
  row(5).version = 9;
  expect(broken()).toContain("versions");
});

test("whoever writes in an archived room, or comes into it, is found", () => {
  const archived = (number: number, version: number) =>
    event(number, version, { event: "archived", byId: "ann" });
  const found = () => check(history).filter(({ rule }) => rule === "archived").length;
  // Before what was written, the join, and all that follows.
  history.database.messages[0] = archived(1, 2);
  for (const one of history.database.rooms) one.isArchived = true;
  // Of "two", "three" and who joined; and the answers to both.
  expect(found()).toBe(5);
  history.database.messages[3] = event(4, 5, { event: "restored", byId: "ann" });
  for (const one of history.database.rooms) one.isArchived = false;
  expect(found()).toBe(3);
  for (const one of history.database.rooms) one.isArchived = true;
  expect(found()).toBe(4);
});

test("versions of one's own that go back, leave something out or end too early are found", () => {
  const mine = { type: "mine", connection: 1, isWhole: false } as const;
  device(0).events.push({ ...mine, since: 1, version: 3 });
  expect(broken()).toEqual(["places equal"]);
  device(0).events.push({ ...mine, since: 0, version: 1 });
  expect(broken()).toContain("own versions rise");
  device(1).events.push({ ...mine, since: 3, version: 4 });
  expect(broken()).toContain("no gap on the wire");
  device(2).events.push(...placed("cid", 1, 3));
  expect(broken()).toContain("own versions rise");
});

test("a place that is another row, or no membership, is found", () => {
  Object.assign(history.database.places[1] as object, { readNumber: 3 });
  expect(broken()).toEqual(["places equal"]);
  Object.assign(history.database.places[1] as object, { hasLeft: true, version: 7 });
  expect(broken()).toEqual(["a version a change", "places are memberships"]);
  history.database.places.splice(1, 1);
  expect(broken()).toEqual(["places are memberships"]);
});

test.each([
  ["version", 5],
  ["name", "Other"],
  ["isArchived", true],
  ["role", "moderator"],
  ["lastNumber", 4],
  ["memberCount", 3],
  ["readNumber", 3],
  ["unread", 2],
  ["last", null],
])("a replica with another %s is found", (name, value) => {
  Object.assign(device(1).replica?.[0] as object, { [name]: value });
  expect(broken()).toEqual(["replicas equal"]);
});

test("a timeline or a member list with something else in it is found", () => {
  const replica = device(1).replica?.[0] as ReplicaRoom;
  replica.window?.rows.pop();
  replica.members = { ann: "owner" };
  expect(broken()).toEqual(["timelines equal", "members equal"]);
});

test("a room too many or too few is found", () => {
  device(2).replica = [replicaOf("ben")];
  device(1).replica = [];
  expect(check(history).map(({ rule }) => rule)).toEqual(["rooms equal", "rooms equal"]);
});

test("a device that never came back, and a message without an answer, are found", () => {
  device(1).replica = null;
  device(0).unanswered = 1;
  expect(broken()).toEqual(["every send is answered", "comes to rest"]);
});

test("a reaction that was acknowledged and is not stored, and a count that is wrong, are found", () => {
  const what = { roomId: room, number: 1, emoji: "👍", userId: "ann" };
  history.reactions.push({ ...what, on: true, outcome: "acknowledged", version: 6 });
  expect(broken()).toContain("reactions");
  history.database.reactions.push({ ...what, version: 6, count: 2, removed: false });
  expect(broken()).toEqual(expect.arrayContaining(["reactions", "reactions equal"]));
});

test("typing that is told of a room at which nobody looks, or of oneself, is found", () => {
  const { userId, events } = device(0);
  const told = { type: "typing", connection: 9, placeId: room, userIds: ["somebody"] } as const;
  events.push({ type: "opened", connection: 9 });
  events.push({ type: "watched", placeIds: [room], userIds: ["ann"] }, told);
  events.push({ type: "presence", connection: 9, userIds: ["ann"] });
  expect(check(history)).toEqual([]);
  events.push({ ...told, userIds: [userId] });
  expect(broken()).toEqual(["typing is told to others"]);
  events.pop();
  events.push({ type: "presence", connection: 9, userIds: ["ben"] });
  expect(broken()).toEqual(["presence is told to who looks"]);
  events.pop();
  events.push({ type: "opened", connection: 10 }, { ...told, connection: 10 });
  expect(broken()).toEqual(["typing is told to who looks"]);
});

test("two directs of the same people are found, and one that lost somebody", () => {
  const of = (id: string, userIds: string[]) => {
    return {
      id,
      name: "",
      topic: "",
      isArchived: false,
      announcement: false,
      slowSeconds: 0,
      isDeleted: false,
      isBlocked: false,
      blockedBy: null,
      userIds,
      version: 1,
    };
  };
  const counts = { lastNumber: 0, memberCount: 0 };
  history.database.rooms.push({ ...of("direct", ["ann", "ben"]), ...counts });
  expect(broken()).toContain("one direct");
  history = smallHistory();
  history.opens.push({ userIds: ["ann", "ben"], roomId: "another" });
  expect(broken()).toEqual(["one direct"]);
});

test("a direct that is hidden on one device and not in the store is found", () => {
  Object.assign(device(1).replica?.[0] as ReplicaRoom, { isHidden: true });
  expect(broken()).toEqual(["replicas equal"]);
});
