import type { Changes } from "@roost/protocol/changes.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { Room } from "@roost/protocol/room.ts";
import type { User } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import type { Db } from "../store/database.ts";
import type { Membership } from "./memberships.ts";
import { peopleOf, type StoredMessage, toMessage, toRow } from "./message-row.ts";
import { type RoomRow, toRoom } from "./row.ts";

/** What every member sees of a room in a list, as of `room.version`. */
export interface RoomState {
  room: Room;
  lastMessage: Message | null;
  /** The people whom the last message mentions. */
  users: User[];
}

/** The present states of rooms, by id, in one query. Rooms that do not exist are left out. */
export async function loadRoomStates(
  db: Db,
  roomIds: readonly string[],
): Promise<Map<string, RoomState>> {
  const { rows } = await sql<RoomRow & { last_message: StoredMessage | null }>`
    SELECT r.*, to_jsonb(l) AS last_message
    FROM rooms r
    LEFT JOIN messages l ON l.room_id = r.id AND l.number = r.last_number
    WHERE r.id = ANY(${roomIds}::uuid[])`.execute(db);
  const found = rows.map((row) => ({
    room: toRoom(row),
    lastMessage: row.last_message && toMessage(toRow(row.last_message)),
  }));
  const mentioned = found.flatMap(({ lastMessage }) => lastMessage ?? []);
  const people = await loadPeople(db, peopleOf(mentioned));
  return new Map(found.map((one) => [one.room.id, { ...one, users: whom(one, people) }]));
}

/** The state after changes that begin at or before it. */
export function advance(state: RoomState, changes: Changes): RoomState {
  const last = newestOf(state.lastMessage, changes.messages ?? []);
  const known = changes.room ?? state.room;
  const room = {
    ...known,
    version: changes.version,
    // The rows of posts come without the room's own row: these two follow from the message.
    lastNumber: Math.max(known.lastNumber, last?.number ?? 0),
    bumpedAt: last && last.createdAt > known.bumpedAt ? last.createdAt : known.bumpedAt,
  };
  const next = { room, lastMessage: last };
  if (last === state.lastMessage) return { ...next, users: state.users };
  return { ...next, users: whom(next, [...state.users, ...(changes.users ?? [])]) };
}

/** The room as one of its members sees it. */
export function myRoom({ room, lastMessage }: RoomState, membership: Membership): MyRoom {
  const { role, readNumber } = membership;
  return { ...room, role, readNumber, unread: unreadOf(room, readNumber), lastMessage };
}

/** How many messages are after the one up to which somebody has read. */
export function unreadOf({ lastNumber }: Pick<Room, "lastNumber">, readNumber: number): number {
  return Math.max(0, lastNumber - readNumber);
}

/** The last message, or a newer one, or what became of it. */
function newestOf(last: Message | null, messages: readonly Message[]): Message | null {
  let newest = last;
  for (const message of messages) {
    const isNewer =
      !newest ||
      message.number > newest.number ||
      (message.number === newest.number && message.version > newest.version);
    if (isNewer) newest = message;
  }
  return newest;
}

function whom({ lastMessage }: Pick<RoomState, "lastMessage">, people: readonly User[]): User[] {
  if (!lastMessage) return [];
  const mentioned = new Set(peopleOf([lastMessage]));
  // What came last counts.
  const byId = new Map(people.map((person) => [person.id, person]));
  return [...mentioned].flatMap((id) => byId.get(id) ?? []);
}
