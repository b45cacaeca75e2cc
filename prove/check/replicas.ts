import { isDeepStrictEqual } from "node:util";
import {
  type DeviceHistory,
  digestOf,
  type History,
  type MessageRow,
  type ReplicaRoom,
} from "../history.ts";
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
  const { rooms, members } = store.database;
  const room = rooms.find(({ id }) => id === roomId);
  const mine = members.find((row) => row.roomId === roomId && row.userId === userId);
  if (!room || !mine) return;
  const messages = store.messages(roomId);
  const last = messages.at(-1);
  const expected = {
    version: room.version,
    name: room.name,
    topic: room.topic,
    role: mine.role,
    lastNumber: room.lastNumber,
    memberCount: room.memberCount,
    readNumber: mine.readNumber,
    // A recount, not the difference of two numbers.
    unread: messages.filter(({ number }) => number > mine.readNumber).length,
    last: last ? noteOf(last) : null,
  };
  const names = Object.keys(expected) as (keyof typeof expected)[];
  for (const name of names) {
    if (isDeepStrictEqual(replica[name], expected[name])) continue;
    const [has, should] = [JSON.stringify(replica[name]), JSON.stringify(expected[name])];
    report("replicas equal", `${device}, ${roomId}: ${name} is ${has}, in the database ${should}`);
  }
  if (replica.window) {
    const { from, rows } = replica.window;
    const stored = messages.filter(({ number }) => number >= from).map(noteOf);
    if (!isDeepStrictEqual(rows, stored)) {
      const odd = stored.find((row, index) => !isDeepStrictEqual(row, rows[index]));
      report(
        "timelines equal",
        `${device}, ${roomId}: ${rows.length} messages from ${from}, in the database ${stored.length}; the first other is ${odd?.[0]}`,
      );
    }
  }
  if (replica.members) {
    const present = members.filter((row) => row.roomId === roomId && !row.hasLeft);
    const roles = Object.fromEntries(present.map((row) => [row.userId, row.role]));
    if (!isDeepStrictEqual({ ...replica.members }, roles)) {
      report("members equal", `${device}, ${roomId}: the member list is another one`);
    }
  }
}

function noteOf(row: MessageRow) {
  return [row.number, row.version, digestOf(row)];
}
