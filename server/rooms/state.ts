import type { Changes } from "@roost/protocol/changes.ts";
import { isMain } from "@roost/protocol/in-thread.ts";
import { limits } from "@roost/protocol/limits.ts";
import { isMentioned } from "@roost/protocol/mentions.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { MyRoom, Uncounted } from "@roost/protocol/my-room.ts";
import type { Room } from "@roost/protocol/room.ts";
import { counts, prune, uncount, unreadOf, windowStart } from "@roost/protocol/unread.ts";
import type { User } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { columnList } from "../store/column-list.ts";
import type { Db } from "../store/database.ts";
import { prepared } from "../store/prepared.ts";
import type { Membership } from "./memberships.ts";
import {
  mainMessages,
  messageColumns,
  peopleOf,
  type StoredMessage,
  toMessage,
  toRow,
} from "./message-row.ts";
import { type RoomRow, roomColumns, toRoom } from "./row.ts";

/** What every member sees of a room in a list, as of `room.version`. */
export interface RoomState {
  room: Room;
  lastMessage: Message | null;
  /** The people whom the last message mentions, and those of a direct. */
  users: User[];
  /** Of the newest messages those of the timeline that mention somebody, in the order of their numbers. */
  mentioning: readonly Mentioning[];
  /** Of the newest messages those that are not unread to everybody, in the order of their numbers. */
  uncounted: readonly UncountedMessage[];
}

/** A message that is not unread to its author, or to anybody where `authorId` is null. */
export interface UncountedMessage {
  number: number;
  authorId: string | null;
}

type Mentioning = Pick<Message, "number" | "roomId" | "authorId" | "mentions" | "deletedAt">;
type MentioningColumns = [number: number, authorId: string, mentions: string[]];
type UncountedColumns = [number: number, authorId: string | null];

/** The present states of rooms, by id, in one query. Rooms that do not exist are left out. */
export async function loadRoomStates(
  db: Db,
  roomIds: readonly string[],
): Promise<Map<string, RoomState>> {
  const { rows } = await sql<
    RoomRow & {
      last_message: StoredMessage | null;
      uncounted: UncountedColumns[] | null;
      mentioning: MentioningColumns[] | null;
    }
  >`${prepared("room-states")}
    SELECT ${columnList(roomColumns, "r")}, to_jsonb(l) AS last_message, few.uncounted,
      named.mentioning
    FROM rooms r
    LEFT JOIN LATERAL (
      SELECT ${columnList(messageColumns, "m")} FROM messages m
      WHERE m.room_id = r.id AND ${sql.raw(mainMessages)}
      ORDER BY m.number DESC
      LIMIT 1
    ) l ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_array(m.number,
        CASE WHEN m.system IS NULL AND m.deleted_at IS NULL AND m.restored_version IS NULL
            AND ${sql.raw(mainMessages)}
          THEN m.author_id END)
        ORDER BY m.number) AS uncounted
      FROM messages m
      WHERE m.room_id = r.id AND m.number > r.last_number - ${limits.unreadWindowMessages}::bigint
        AND (m.system IS NOT NULL OR m.deleted_at IS NOT NULL OR m.seen IS NOT NULL
          OR m.restored_version IS NOT NULL
          OR m.thread_number IS NOT NULL AND m.in_room IS NOT TRUE)
    ) few ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_array(m.number, m.author_id, m.mentions) ORDER BY m.number)
        AS mentioning
      FROM messages m
      WHERE m.room_id = r.id AND m.number > r.last_number - ${limits.unreadWindowMessages}::bigint
        AND m.mentions IS NOT NULL AND ${sql.raw(mainMessages)}
    ) named ON true
    WHERE r.id = ANY(${roomIds}::uuid[])`.execute(db);
  const found = rows.map((row) => ({
    room: toRoom(row),
    lastMessage: row.last_message && toMessage(toRow(row.last_message)),
    mentioning: (row.mentioning ?? []).map(([number, authorId, mentions]) => {
      return { number, roomId: row.id, authorId, mentions, deletedAt: null };
    }),
    uncounted: (row.uncounted ?? []).map(([number, authorId]) => ({ number, authorId })),
  }));
  const people = await loadPeople(
    db,
    found.flatMap((one) => [...mentionedIn(one)]),
  );
  return new Map(found.map((one) => [one.room.id, { ...one, users: whom(one, people) }]));
}

/** The state after changes that begin at or before it. */
export function advance(state: RoomState, changes: Changes): RoomState {
  const messages = changes.messages ?? [];
  const main = messages.filter(isMain);
  const last = newestOf(state.lastMessage, main);
  const known = changes.room ?? state.room;
  const room = {
    ...known,
    version: changes.version,
    // The rows of posts come without the room's own row: these two follow from the message.
    lastNumber: Math.max(known.lastNumber, ...messages.map(({ number }) => number)),
    bumpedAt: bumpedBy(known.bumpedAt, main),
  };
  const uncounted = uncountedWith(state.uncounted, messages, room.lastNumber);
  const mentioning = mentioningWith(state.mentioning, main, room.lastNumber);
  const next = { room, lastMessage: last, mentioning, uncounted };
  if (last === state.lastMessage) return { ...next, users: state.users };
  return { ...next, users: whom(next, [...state.users, ...(changes.users ?? [])]) };
}

/** The room as one of its members sees it. */
export function myRoom(
  state: Omit<RoomState, "users">,
  membership: Pick<Membership, "role" | "hiddenAt"> & Reader,
  userId: string,
): MyRoom {
  const { room, lastMessage } = state;
  const { role, hiddenAt } = membership;
  const hidden = hiddenAt === null ? {} : { hiddenAt };
  return { ...room, role, ...myPlace(state, membership, userId), ...hidden, lastMessage };
}

/** How far somebody has read, and what is theirs behind that. */
type Reader = Pick<Membership, "readNumber" | "ownNumbers">;

/** Which of the messages that they have not read mention somebody. */
function mentioning(
  state: Pick<RoomState, "mentioning">,
  readNumber: number,
  userId: string,
): Pick<MyRoom, "mentioned" | "mentionedBy"> {
  const found = state.mentioning.filter((message) => {
    return message.number > readNumber && isMentioned(message, userId);
  });
  if (found.length === 0) return {};
  return {
    mentioned: found.map(({ number }) => number),
    mentionedBy: found.map(({ authorId }) => authorId as string),
  };
}

/** How far somebody has read, and what of the rest is unread to them and mentions them. */
export function myPlace(
  state: Pick<RoomState, "room" | "uncounted" | "mentioning">,
  reader: Reader,
  userId: string,
): Pick<MyRoom, "readNumber" | "uncounted" | "unread" | "mentioned" | "mentionedBy"> {
  const place = unreadIn(state, reader, userId);
  return place.unread === 0 ? place : { ...place, ...mentioning(state, reader.readNumber, userId) };
}

function unreadIn(
  { room, uncounted }: Pick<RoomState, "room" | "uncounted">,
  { readNumber, ownNumbers }: Reader,
  userId: string,
): Pick<MyRoom, "readNumber" | "uncounted" | "unread"> {
  const { lastNumber } = room;
  // Nearly everybody has read everything, and nothing is made for them.
  if (readNumber >= lastNumber || (uncounted.length === 0 && ownNumbers === null)) {
    return { readNumber, unread: Math.max(0, lastNumber - readNumber) };
  }
  const mine: Uncounted = [];
  for (const { number, authorId } of uncounted) {
    if (number > readNumber && (authorId === null || authorId === userId)) {
      mine.push([number, number]);
    }
  }
  if (mine.length === 0 && ownNumbers === null) {
    return { readNumber, unread: lastNumber - readNumber };
  }
  const ranges = prune({ lastNumber, readNumber, uncounted: uncount(ownNumbers ?? [], mine) });
  const unread = unreadOf({ lastNumber, readNumber, uncounted: ranges });
  return { readNumber, ...(ranges.length > 0 && { uncounted: ranges }), unread };
}

/** What people write in its timeline bumps a room; that somebody came or went does not. */
function bumpedBy(bumpedAt: string, messages: readonly Message[]): string {
  let latest = bumpedAt;
  for (const { system, createdAt } of messages) {
    if (system === null && createdAt > latest) latest = createdAt;
  }
  return latest;
}

/** The same list where nothing of it changed: so it is at nearly every message. */
function uncountedWith(
  held: readonly UncountedMessage[],
  messages: readonly Message[],
  lastNumber: number,
): readonly UncountedMessage[] {
  const start = windowStart(lastNumber);
  const added = messages.filter(
    (one) => one.number > start && (one.seen !== undefined || !counts(one, null)),
  );
  if (added.length === 0 && (held[0]?.number ?? lastNumber) > start) return held;
  const byNumber = new Map(held.map((one) => [one.number, one.authorId]));
  for (const one of added) byNumber.set(one.number, counts(one, null) ? one.authorId : null);
  return [...byNumber]
    .filter(([number]) => number > start)
    .sort(([a], [b]) => a - b)
    .map(([number, authorId]) => ({ number, authorId }));
}

/** The same list where nothing of it changed. An edit may add and remove mentions; a deletion takes them. */
function mentioningWith(
  held: readonly Mentioning[],
  messages: readonly Message[],
  lastNumber: number,
): readonly Mentioning[] {
  const start = windowStart(lastNumber);
  const changed = messages.filter(
    ({ mentions, editedAt, deletedAt }) => mentions ?? editedAt ?? deletedAt,
  );
  if (changed.length === 0 && (held[0]?.number ?? lastNumber) > start) return held;
  const byNumber = new Map(held.map((one) => [one.number, one]));
  for (const { number, roomId, authorId, mentions, deletedAt } of changed) {
    if (mentions) byNumber.set(number, { number, roomId, authorId, mentions, deletedAt });
    else byNumber.delete(number);
  }
  return [...byNumber.values()]
    .filter(({ number }) => number > start)
    .sort((a, b) => a.number - b.number);
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

type Shown = Pick<RoomState, "room" | "lastMessage">;

function* mentionedIn({ room, lastMessage }: Shown): Iterable<string> {
  if (room.userIds) yield* room.userIds;
  if (lastMessage) yield* peopleOf([lastMessage]);
}

function whom(shown: Shown, people: readonly User[]): User[] {
  // What came last counts.
  const byId = new Map(people.map((person) => [person.id, person]));
  return [...new Set(mentionedIn(shown))].flatMap((id) => byId.get(id) ?? []);
}
