import { isDeepStrictEqual } from "node:util";
import { limits } from "@roost/protocol/limits.ts";
import { isMentioned } from "@roost/protocol/mentions.ts";
import { isHidden } from "@roost/protocol/place.ts";
import { digestOf, quoteDigestOf } from "../digest.ts";
import type { DeviceHistory, History, MemberRow, MessageRow, ReplicaRoom } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** In the end every device has what the database has, and nothing of its own is left over. */
export function checkReplicas({ devices }: History, store: Store, report: Report): void {
  for (const device of devices) checkDevice(device, store, report);
}

function checkDevice(history: DeviceHistory, store: Store, report: Report): void {
  const { device, userId, replica, unanswered } = history;
  if (unanswered > 0) report("every send is answered", `${device} waits for ${unanswered} answers`);
  if (replica === null) {
    report("comes to rest", `${device} is not connected`);
    return;
  }
  const held = new Map(replica.map((room) => [room.roomId, room]));
  for (const room of store.database.rooms) {
    const replicaRoom = held.get(room.id);
    const isMember = store.isMember(room.id, userId);
    if (isMember !== (replicaRoom !== undefined)) {
      const verb = isMember ? "lacks" : "still has";
      report("rooms equal", `${device} ${verb} ${room.id}, which is at version ${room.version}`);
    } else if (replicaRoom) {
      checkRoom(device, userId, replicaRoom, store, report);
    }
  }
}

function checkRoom(
  device: string,
  userId: string,
  replica: ReplicaRoom,
  store: Store,
  report: Report,
): void {
  const { roomId } = replica;
  const { rooms, members, places } = store.database;
  const room = rooms.find(({ id }) => id === roomId);
  const mine = members.find((row) => row.roomId === roomId && row.userId === userId);
  if (!room || !mine) return;
  const place = places.find((row) => row.roomId === roomId && row.userId === userId);
  const messages = store.messages(roomId);
  const last = messages.findLast(stands);
  const expected = {
    version: room.version,
    name: room.name,
    topic: room.topic,
    isArchived: room.isArchived,
    announcement: room.announcement,
    slowSeconds: room.slowSeconds,
    isBlocked: room.isBlocked,
    role: mine.role,
    lastNumber: room.lastNumber,
    memberCount: room.memberCount,
    readNumber: mine.readNumber,
    // A recount, one by one.
    unread: messages.filter((one) => isUnread(one, mine, room.lastNumber)).length,
    isHidden: isHidden(place?.hiddenAt ?? undefined, room.lastNumber) && replica.pending === 0,
    mentions: messages.filter((one) => {
      return mentions(one, mine, room.lastNumber) && !store.hasBlocked(userId, one.authorId);
    }).length,
    last: last ? noteOf(last) : null,
  };
  const names = Object.keys(expected) as (keyof typeof expected)[];
  for (const name of names) {
    if (isDeepStrictEqual(replica[name], expected[name])) continue;
    const [has, should] = [JSON.stringify(replica[name]), JSON.stringify(expected[name])];
    report("replicas equal", `${device}, ${roomId}: ${name} is ${has}, in the database ${should}`);
  }
  const isIn = (one: MessageRow) => !replica.window?.isMain || stands(one);
  if (replica.window) {
    const { from, rows } = replica.window;
    const stored = messages.filter((one) => one.number >= from && isIn(one)).map(noteOf);
    if (!isDeepStrictEqual(rows, stored)) {
      const odd = stored.find((row, index) => !isDeepStrictEqual(row, rows[index]));
      report(
        "timelines equal",
        `${device}, ${roomId}: ${rows.length} messages from ${from}, in the database ${stored.length}; the first other is ${odd?.[0]}`,
      );
    }
  }
  if (replica.window) {
    const { from } = replica.window;
    const shown = new Set(
      messages.filter((one) => !one.deleted && isIn(one)).map(({ number }) => number),
    );
    const isShown = (number: number) => number >= from && shown.has(number);
    const stored = countReactions(store, roomId, mine.userId, isShown);
    const held = Object.entries(replica.reactions).filter(([kind]) =>
      isShown(Number.parseInt(kind, 10)),
    );
    if (!isDeepStrictEqual(Object.fromEntries(held), stored)) {
      report(
        "reactions equal",
        `${device}, ${roomId}: ${JSON.stringify(held)}, in the database ${JSON.stringify(stored)}`,
      );
    }
  }
  for (const [number, note] of Object.entries(replica.threads)) {
    const row = store.database.threads.find(
      (one) => one.roomId === roomId && one.number === Number(number),
    );
    if (row && isDeepStrictEqual(note, [row.version, row.count, row.lastNumber])) continue;
    const [has, should] = [JSON.stringify(note), JSON.stringify(row)];
    report("threads equal", `${device}, ${roomId}: ${number} is ${has}, in the database ${should}`);
  }
  for (const [number, digest] of Object.entries(replica.quotes)) {
    const source = store.message(roomId, Number(number));
    if (source) {
      const { forwarded, deleted, ...row } = source;
      const copy = forwarded ? { forwarded } : {};
      if (quoteDigestOf({ ...row, ...copy, deletedAt: deleted ? "then" : null }) === digest)
        continue;
    }
    report("quotes equal", `${device}, ${roomId}: what is shown of ${number} is something else`);
  }
  if (replica.members) {
    const present = members.filter((row) => row.roomId === roomId && !row.hasLeft);
    const roles = Object.fromEntries(present.map((row) => [row.userId, row.role]));
    if (!isDeepStrictEqual({ ...replica.members }, roles)) {
      report("members equal", `${device}, ${roomId}: the member list is another one`);
    }
  }
}

/** As a replica has them. */
function countReactions(
  { database }: Store,
  roomId: string,
  userId: string,
  isShown: (number: number) => boolean,
): ReplicaRoom["reactions"] {
  const on = database.reactions.filter(
    (row) => row.roomId === roomId && !row.removed && isShown(row.number),
  );
  const kinds = Map.groupBy(on, ({ number, emoji }) => `${number} ${emoji}`);
  return Object.fromEntries(
    [...kinds].map(([kind, rows]) => [
      kind,
      [rows.length, rows.some((row) => row.userId === userId)],
    ]),
  );
}

/** Whether a message stands in the timeline of its room. */
function stands({ threadNumber, inRoom }: MessageRow): boolean {
  return threadNumber == null || inRoom === true;
}

function isUnread(message: MessageRow, mine: MemberRow, lastNumber: number): boolean {
  const { number, authorId, system, deleted, restoredVersion } = message;
  if (number <= mine.readNumber) return false;
  const isOld = number <= lastNumber - limits.unreadWindowMessages;
  const isNews = !deleted && restoredVersion == null;
  return isOld || (system === null && isNews && authorId !== mine.userId && stands(message));
}

function mentions(message: MessageRow, mine: MemberRow, lastNumber: number): boolean {
  const start = Math.max(mine.readNumber, lastNumber - limits.unreadWindowMessages);
  const deletedAt = message.deleted ? "then" : null;
  const { roomId, authorId } = message;
  const read = { roomId, authorId, mentions: [...(message.mentions ?? [])], deletedAt };
  return message.number > start && stands(message) && isMentioned(read, mine.userId);
}

function noteOf(row: MessageRow) {
  return [row.number, row.version, digestOf(row)];
}
