import type { Changes } from "@roost/protocol/changes.ts";
import { limits } from "@roost/protocol/limits.ts";
import { sql, type Transaction } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { atOneMoment } from "../store/at-one-moment.ts";
import type { Schema } from "../store/schema.ts";
import { uuidArray } from "../store/uuid-array.ts";
import { type MessageRow, peopleOf, toMessage } from "./message-row.ts";
import { type MemberRow, type RoomRow, toMember, toRoom } from "./row.ts";

type ReadContext = Pick<Context, "database">;

/** What somebody wants to know of a room of theirs; of any room, where the server asks for itself. */
export interface ChangesQuestion {
  roomId: string;
  since: number;
  userId?: string;
}

/** What changed in a room of mine after a version. Throws `room.not_found`. */
export async function changesSince(
  ctx: ReadContext,
  userId: string,
  roomId: string,
  since: number,
): Promise<Changes> {
  const [changes] = await answerChanges(ctx, [{ userId, roomId, since }]);
  if (!changes) throw new Refusal("room.not_found");
  return changes;
}

/**
 * Answers many questions with the same few queries, in the given order: null where there is no such
 * room, or not of that person. Answers of equal content are the same object.
 */
export function answerChanges(
  ctx: ReadContext,
  questions: readonly ChangesQuestion[],
): Promise<(Changes | null)[]> {
  // Rooms, members and messages have to be of the same moment, or a version would lie.
  return atOneMoment(ctx.database.db, async (tx) => {
    const rooms = await loadRooms(tx, questions);
    const gaps = new Map<string, Gap>();
    for (const [index, { since }] of questions.entries()) {
      const room = rooms.get(index);
      if (room) gaps.set(`${room.id} ${since}`, { room, since });
    }
    const answers = await readGaps(tx, [...gaps.values()]);
    const byKey = new Map([...gaps.keys()].map((key, index) => [key, answers[index]]));
    return questions.map(({ roomId, since }, index) => {
      return (rooms.has(index) && byKey.get(`${roomId} ${since}`)) || null;
    });
  });
}

/** Of rooms that are known at some version, those that have a higher one now, with that. */
export async function newerVersions(
  ctx: ReadContext,
  known: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; version: number }>`
    SELECT r.id, r.version
    FROM unnest(${uuidArray([...known.keys()])}::uuid[], ${[...known.values()]}::bigint[]) AS known (id, version)
    JOIN rooms r ON r.id = known.id
    WHERE r.version > known.version`.execute(ctx.database.db);
  return new Map(rows.map((row) => [row.id, row.version]));
}

interface Gap {
  room: RoomRow;
  since: number;
}

/** The rooms of the questions, by their index, as far as who asks may read them. */
async function loadRooms(
  tx: Transaction<Schema>,
  questions: readonly ChangesQuestion[],
): Promise<Map<number, RoomRow>> {
  const { rows } = await sql<RoomRow & { ord: number }>`
    SELECT q.ord::int, r.*
    FROM unnest(${questions.map((one) => one.roomId)}::uuid[],
      ${questions.map((one) => one.userId ?? null)}::uuid[]) WITH ORDINALITY AS q (room_id, user_id, ord)
    JOIN rooms r ON r.id = q.room_id
    LEFT JOIN members m
      ON m.room_id = q.room_id AND m.user_id = q.user_id AND m.left_at IS NULL
    WHERE q.user_id IS NULL OR m.user_id IS NOT NULL`.execute(tx);
  return new Map(rows.map((row) => [row.ord - 1, row]));
}

async function readGaps(tx: Transaction<Schema>, gaps: readonly Gap[]): Promise<Changes[]> {
  const open = gaps.filter(({ room, since }) => since < room.version);
  const messageRows = await changedRows<MessageRow>(tx, "messages", open);
  const memberRows = await changedRows<MemberRow & { room_id: string }>(tx, "members", open);
  const answers = gaps.map((gap) => {
    const index = open.indexOf(gap);
    return toChanges(gap, messageRows.get(index) ?? [], memberRows.get(index) ?? []);
  });
  const mentioned = answers.map(({ messages = [], members = [] }) => [
    ...peopleOf(messages),
    ...members.map((member) => member.userId),
  ]);
  const people = await loadPeople(tx, mentioned.flat());
  const byId = new Map(people.map((person) => [person.id, person]));
  return answers.map((answer, index) => ({
    ...answer,
    users: [...new Set(mentioned[index])].flatMap((id) => byId.get(id) ?? []),
  }));
}

/** For each gap the rows in it, by version, and one more than an answer may have. */
async function changedRows<Row extends { version: number }>(
  tx: Transaction<Schema>,
  table: "messages" | "members",
  gaps: readonly Gap[],
): Promise<Map<number, Row[]>> {
  if (gaps.length === 0) return new Map();
  const { rows } = await sql<Row & { ord: number }>`
    SELECT gap.ord::int, changed.*
    FROM unnest(${gaps.map(({ room }) => room.id)}::uuid[], ${gaps.map(({ since }) => since)}::bigint[])
      WITH ORDINALITY AS gap (room_id, since, ord)
    CROSS JOIN LATERAL (
      SELECT * FROM ${sql.table(table)} t
      WHERE t.room_id = gap.room_id AND t.version > gap.since
      ORDER BY t.version
      LIMIT ${limits.changesRows + 1}
    ) changed
    ORDER BY gap.ord, changed.version`.execute(tx);
  return Map.groupBy(rows, (row) => row.ord - 1);
}

function toChanges({ room, since }: Gap, messageRows: MessageRow[], memberRows: MemberRow[]) {
  const version = Math.min(
    wholeUpTo(messageRows),
    wholeUpTo(memberRows),
    spaceUpTo(messageRows),
    room.version,
  );
  return {
    roomId: room.id,
    since,
    version,
    room: toRoom(room),
    members: memberRows.filter((row) => row.version <= version).map(toMember),
    messages: messageRows.filter((row) => row.version <= version).map(toMessage),
    more: version < room.version,
  } satisfies Changes;
}

/**
 * The version up to which a list, of which one row more than the limit was asked for, has all
 * rows. A version is never torn: a replica that took half of one would skip the other half. One
 * change writes far fewer rows than the limit, so that each answer gets further.
 */
function wholeUpTo(rows: readonly { version: number }[]): number {
  const extra = rows[limits.changesRows];
  return extra ? extra.version - 1 : Number.POSITIVE_INFINITY;
}

/** The version up to which the bodies fit into one answer: that of the first that does not. */
function spaceUpTo(rows: readonly { version: number; body: string }[]): number {
  let characters = 0;
  for (const { version, body } of rows) {
    characters += body.length;
    if (characters > limits.changesBodyCharacters) return version;
  }
  return Number.POSITIVE_INFINITY;
}
