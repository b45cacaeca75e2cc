import type { ExportMessagesQuery } from "@roost/protocol/managed-messages.ts";
import { type RawBuilder, sql } from "kysely";
import { firstSince } from "../messages/reader.ts";
import { decodeCursor, encodeCursor, foreignCursor } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";
import { type FoundRow, foundColumns } from "./message.ts";
import type { ReadableRoom } from "./readable.ts";

/** Messages that one page looks at, at most, however few of them are what is looked for. */
const looksAt = 5_000;

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
  const key = sql.ref(keyedBy(wish));
  const { rows } = await sql<FoundRow & Key>`
    SELECT ${foundColumns}, ${micros("m")} AS micros
    FROM (
      SELECT ${key}.room_id, ${key}.number, ${key}.created_at, m.author_id, m.body, m.forwarded,
        m.edited_at, m.deleted_at, m.thread_number
      FROM ${candidates} ORDER BY ${orderOf(wish, keyedBy(wish))} LIMIT ${looksAt}
    ) m
    JOIN rooms r ON r.id = m.room_id
    LEFT JOIN deleted_messages d ON d.room_id = m.room_id AND d.number = m.number
      AND d.deleted_at > ${wish.keptSince}
    WHERE ${sql.join(conditions(wish), sql` AND `)}
    ORDER BY ${orderOf(wish, "m")}
    LIMIT ${limit + 1}`.execute(db);
  if (rows.length > limit) {
    rows.length = limit;
    return { rows, searchedUntil: null, nextCursor: cursorOf(rows.at(-1) as FoundRow & Key) };
  }
  const { rows: ends } = await sql<Key & { createdAt: Date }>`
    SELECT ${micros("m")} AS micros, m.room_id AS "roomId", m.number, m.created_at AS "createdAt"
    FROM ${candidates} ORDER BY ${orderOf(wish, keyedBy(wish))} OFFSET ${looksAt - 1} LIMIT 1`.execute(
    db,
  );
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

/** What has the place of a message in the order of all: few are reported, and `k` has theirs without looking them up. */
function keyedBy({ room, reported }: Wish): "k" | "m" {
  return !room && reported === true ? "k" : "m";
}

function orderOf({ room, sort }: Wish, table: "k" | "m"): RawBuilder<unknown> {
  const columns = room ? ["number"] : ["created_at", "room_id", "number"];
  const direction = sql.raw(sort === "oldest" ? "ASC" : "DESC");
  return sql.join(columns.map((column) => sql`${sql.ref(`${table}.${column}`)} ${direction}`));
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
  const key = sql.ref(keyedBy(wish));
  const places: RawBuilder<unknown>[] = [];
  if (from !== undefined) places.push(sql`${key}.created_at >= ${from}::timestamptz`);
  if (to !== undefined) places.push(sql`${key}.created_at < ${to}::timestamptz`);
  if (authorId !== undefined) all.push(sql`m.author_id = ${authorId}`);
  if (authorId === undefined && deleted === true) all.push(sql`m.deleted_at IS NOT NULL`);
  if (behind) {
    const place = sql`(${key}.created_at, ${key}.room_id, ${key}.number)`;
    const last = sql`(timestamptz 'epoch' + ${behind.micros}::bigint * interval '1 microsecond', ${behind.roomId}::uuid, ${behind.number}::bigint)`;
    places.push(isOldestFirst ? sql`${place} > ${last}` : sql`${place} < ${last}`);
  }
  const where = sql.join([...places, ...all], sql` AND `);
  if (reported !== true) return sql`messages m WHERE ${where}`;
  return sql`(
      SELECT DISTINCT k.created_at, k.room_id, k.number
      FROM (SELECT posted_at AS created_at, room_id, number FROM reports) k
      ORDER BY ${orderOf(wish, "k")}
    ) k JOIN messages m ON m.room_id = k.room_id AND m.number = k.number WHERE ${where}`;
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
