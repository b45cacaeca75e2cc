import type { ExportMessagesQuery } from "@roost/protocol/managed-messages.ts";
import { type RawBuilder, sql } from "kysely";
import { firstSince } from "../messages/reader.ts";
import { decodeCursor, encodeCursor, foreignCursor } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";
import { type FoundRow, foundColumns } from "./message.ts";
import type { ReadableRoom } from "./readable.ts";

/** Messages that one page looks at, at most, however few of them are what is looked for. */
const looksAt = 10_000;

/** What is looked for, and in which room; null for all public ones. */
export type Wish = Omit<ExportMessagesQuery, "roomId"> & {
  room: ReadableRoom | null;
  /** What was deleted before this is kept no more. */
  keptSince: Date;
};

interface Found {
  rows: FoundRow[];
  /** Up to when the messages were looked at, where the page is not full for that alone. */
  searchedUntil: string | null;
  nextCursor: string | null;
}

/** A place in the order of all messages. Times are in microseconds, as they are stored. */
interface Key {
  micros: string;
  roomId: string;
  number: string;
}

/**
 * A page of the messages that somebody looks for. Those that are candidates by an index are walked in their order; what else
 * is asked of them is asked of each, of so many at most, so that no page takes long, whatever is looked for.
 */
export async function findMessages(
  db: Db,
  wish: Wish & { cursor?: string | undefined },
  limit: number,
): Promise<Found> {
  const candidates = await candidatesOf(db, wish);
  const direction = sql.raw(wish.sort === "oldest" ? "ASC" : "DESC");
  const order = (m: string) =>
    wish.room
      ? sql`${sql.ref(`${m}.number`)} ${direction}`
      : sql`${sql.ref(`${m}.created_at`)} ${direction}, ${sql.ref(`${m}.room_id`)} ${direction}, ${sql.ref(`${m}.number`)} ${direction}`;
  const { rows } = await sql<FoundRow & Key>`
    SELECT ${foundColumns}, ${micros("m")} AS micros
    FROM (
      SELECT m.room_id, m.number, m.author_id, m.body, m.forwarded, m.created_at, m.edited_at,
        m.deleted_at, m.thread_number
      FROM ${candidates} ORDER BY ${order("m")} LIMIT ${looksAt}
    ) m
    JOIN rooms r ON r.id = m.room_id
    LEFT JOIN deleted_messages d ON d.room_id = m.room_id AND d.number = m.number
      AND d.deleted_at > ${wish.keptSince}
    WHERE ${sql.join(conditions(wish), sql` AND `)}
    ORDER BY ${order("m")}
    LIMIT ${limit + 1}`.execute(db);
  if (rows.length > limit) {
    rows.length = limit;
    return { rows, searchedUntil: null, nextCursor: cursorOf(rows.at(-1) as FoundRow & Key) };
  }
  const { rows: ends } = await sql<Key & { createdAt: Date }>`
    SELECT ${micros("m")} AS micros, m.room_id AS "roomId", m.number, m.created_at AS "createdAt"
    FROM ${candidates} ORDER BY ${order("m")} OFFSET ${looksAt - 1} LIMIT 1`.execute(db);
  const [end] = ends;
  return {
    rows,
    searchedUntil: end?.createdAt.toISOString() ?? null,
    nextCursor: end ? cursorOf(end) : null,
  };
}

/** So many there are, as far as one counts in a moment: for a progress bar. */
export async function countMessages(db: Db, wish: Wish): Promise<number> {
  const candidates = await candidatesOf(db, wish);
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count
    FROM (SELECT m.room_id, m.number, m.body, m.forwarded, m.deleted_at FROM ${candidates}) m
    JOIN rooms r ON r.id = m.room_id
    LEFT JOIN deleted_messages d ON d.room_id = m.room_id AND d.number = m.number
      AND d.deleted_at > ${wish.keptSince}
    WHERE ${sql.join(conditions(wish), sql` AND `)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** SQL behind FROM: messages `m` by what has an index, behind the cursor. */
async function candidatesOf(
  db: Db,
  wish: Wish & { cursor?: string | undefined },
): Promise<RawBuilder<unknown>> {
  const { room, authorId, from, to, deleted, reported, sort, cursor } = wish;
  const behind = cursor === undefined ? null : keyOf(cursor);
  const isOldestFirst = sort === "oldest";
  const all: RawBuilder<unknown>[] = [sql`m.author_id IS NOT NULL`];
  if (room) {
    // Numbers ascend with times, and have an index in each room.
    const { id, lastNumber } = room;
    const firstOf = (time: string) => firstSince(db, id, lastNumber, time);
    all.push(sql`m.room_id = ${id}`);
    if (from !== undefined) all.push(sql`m.number >= ${await firstOf(from)}::bigint`);
    if (to !== undefined) all.push(sql`m.number < ${await firstOf(to)}::bigint`);
    if (behind) {
      const last = sql`${behind.number}::bigint`;
      all.push(isOldestFirst ? sql`m.number > ${last}` : sql`m.number < ${last}`);
    }
    return sql`messages m WHERE ${sql.join(all, sql` AND `)}`;
  }
  if (from !== undefined) all.push(sql`m.created_at >= ${from}::timestamptz`);
  if (to !== undefined) all.push(sql`m.created_at < ${to}::timestamptz`);
  if (authorId !== undefined) all.push(sql`m.author_id = ${authorId}`);
  if (authorId === undefined && deleted === true) all.push(sql`m.deleted_at IS NOT NULL`);
  if (behind) {
    const place = sql`(m.created_at, m.room_id, m.number)`;
    const last = sql`(timestamptz 'epoch' + ${behind.micros}::bigint * interval '1 microsecond', ${behind.roomId}::uuid, ${behind.number}::bigint)`;
    all.push(isOldestFirst ? sql`${place} > ${last}` : sql`${place} < ${last}`);
  }
  const where = sql.join(all, sql` AND `);
  if (reported !== true) return sql`messages m WHERE ${where}`;
  // Few of all messages.
  return sql`(SELECT DISTINCT room_id, number FROM reports) reported
    JOIN messages m ON m.room_id = reported.room_id AND m.number = reported.number
    WHERE ${where}`;
}

/** What is asked of each candidate. */
function conditions({ room, query = "", authorId, deleted, reported }: Wish) {
  const all: RawBuilder<unknown>[] = [sql`r.deleted_at IS NULL`];
  if (!room) all.push(sql`r.kind = 'public'`);
  if (room && authorId !== undefined) all.push(sql`m.author_id = ${authorId}`);
  if (deleted !== undefined) all.push(sql`(m.deleted_at IS NOT NULL) = ${deleted}`);
  if (reported !== undefined && (room || !reported)) {
    all.push(sql`EXISTS (
      SELECT FROM reports p WHERE p.room_id = m.room_id AND p.number = m.number) = ${reported}`);
  }
  for (const word of query.split(/\s+/).filter(Boolean)) {
    const wanted = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
    all.push(sql`(coalesce(d.body, m.body) ILIKE ${wanted}
      OR coalesce(d.forwarded, m.forwarded)->>'body' ILIKE ${wanted})`);
  }
  return all;
}

const micros = (m: string) =>
  sql`(extract(epoch FROM ${sql.ref(`${m}.created_at`)}) * 1000000)::bigint::text`;

function cursorOf({ micros: time, roomId, number }: Key): string {
  return encodeCursor([time, roomId, String(number)]);
}

function keyOf(cursor: string): Key {
  const [time = "", roomId = "", number = ""] = decodeCursor(cursor, 3);
  const isKey = whole.test(time) && whole.test(number) && uuid.test(roomId);
  if (!isKey) throw foreignCursor();
  return { micros: time, roomId, number };
}

/** Within what the store calculates with. */
const whole = /^-?\d{1,16}$/;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
