import type { MessagesPage, MessagesQuery, ThreadQuery } from "@roost/protocol/http.ts";
import { type Message, parseMessageId } from "@roost/protocol/message.ts";
import type { Operation } from "@roost/protocol/rights.ts";
import { type RawBuilder, sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import {
  type MessageRow,
  mainMessages,
  messageColumns,
  peopleOf,
  toMessage,
} from "../rooms/message-row.ts";
import { loadQuotes } from "../rooms/quotes.ts";
import { findRoomFor } from "../rooms/rights.ts";
import { columnList } from "../store/column-list.ts";
import type { Db, Reader } from "../store/database.ts";
import { prepared } from "../store/prepared.ts";
import { countReactions } from "./reactions.ts";
import { loadThreads } from "./threads.ts";

type ReadContext = Pick<Context, "database" | "pageSize">;

/** Messages of a room: all, those of its timeline, or a thread. */
interface Timeline {
  kind: "all" | "main" | "thread";
  roomId: string;
  /** Of the room. */
  lastNumber: number;
  /** SQL: their rows, as `m`. */
  rows: RawBuilder<unknown>;
}

/** A page: its messages, and the range of numbers in which they are all that the timeline has. */
interface Part {
  messages: Message[];
  first: number;
  last: number;
}

/**
 * A page of a room of mine: the newest, that before, after or around a number, or around a time.
 * Throws `room.not_found`, and `request.invalid` for a question that names two places.
 */
export async function listMessages(
  ctx: ReadContext,
  actor: Actor,
  roomId: string,
  { main = false, ...query }: MessagesQuery,
): Promise<MessagesPage> {
  const { db } = ctx.database;
  const room = await findRoomFor(db, actor, "messages", roomId);
  const columns = columnList(messageColumns, "m");
  const rows = sql`(
    SELECT ${columns} FROM messages m
    WHERE m.room_id = ${roomId} AND ${main ? sql.raw(mainMessages) : sql`true`}
  )`;
  const kind = main ? "main" : "all";
  const timeline = { kind, roomId, lastNumber: room.last_number, rows } as const;
  return pageOf(ctx, actor, timeline, room.version, query);
}

/**
 * A page of the thread of a message, which is its root or stands in it: of the root and the replies. Throws
 * `message.not_found`, and `request.invalid`.
 */
export async function listThread(
  ctx: ReadContext,
  actor: Actor,
  id: string,
  query: ThreadQuery,
): Promise<MessagesPage> {
  const { db } = ctx.database;
  const { roomId, number: own, threadNumber } = await getMessage(ctx, actor, id);
  const number = threadNumber ?? own;
  const room = await findRoomFor(db, actor, "messages", roomId);
  const columns = columnList(messageColumns, "m");
  const rows = sql`(
    SELECT ${columns} FROM messages m WHERE m.room_id = ${roomId} AND m.number = ${number}
    UNION ALL
    SELECT ${columns} FROM messages m WHERE m.room_id = ${roomId} AND m.thread_number = ${number}
  )`;
  const timeline = { kind: "thread", roomId, lastNumber: room.last_number, rows } as const;
  return pageOf(ctx, actor, timeline, room.version, query);
}

async function pageOf(
  ctx: ReadContext,
  actor: Actor,
  timeline: Timeline,
  version: number,
  query: MessagesQuery,
): Promise<MessagesPage> {
  const { db } = ctx.database;
  const { roomId, lastNumber } = timeline;
  const { messages, first, last } = await partOf(db, timeline, { limit: ctx.pageSize, ...query });
  const numbers = messages.map(({ number }) => number);
  const [reactions, threads, [quoted = []]] = await Promise.all([
    countReactions(db, actor.id, roomId, numbers),
    loadThreads(db, roomId, numbers),
    loadQuotes(db, [{ roomId, messages }]),
  ]);
  const people = [
    ...peopleOf(messages),
    ...reactions.flatMap(({ userIds }) => userIds),
    ...threads.flatMap(({ userIds }) => userIds),
    ...quoted.flatMap(({ authorId }) => authorId ?? []),
  ];
  return {
    messages,
    reactions,
    threads,
    quoted,
    first,
    last,
    users: await loadPeople(db, people),
    version,
    hasBefore: Math.min(first, lastNumber + 1) > 1,
    hasAfter: last < lastNumber,
  };
}

async function partOf(
  db: Db,
  timeline: Timeline,
  { before, after, around, date, limit }: MessagesQuery & { limit: number },
): Promise<Part> {
  const { roomId, lastNumber } = timeline;
  const places = [before ?? after, around, date].filter((one) => one !== undefined);
  if (places.length > 1) {
    throw new Refusal(
      "request.invalid",
      "`around` and `date` of the query go with none of `before`, `after` and each other.",
    );
  }
  const newest = () => partBefore(db, timeline, lastNumber + 1, 0, limit);
  if (before !== undefined) return partBefore(db, timeline, before, after ?? 0, limit);
  if (after !== undefined) return partAfter(db, timeline, after, limit);
  const middle = date === undefined ? around : await firstSince(db, roomId, lastNumber, date);
  if (middle === undefined) return newest();
  const half = Math.floor(limit / 2);
  const front = half > 0 ? await partBefore(db, timeline, middle, 0, half) : null;
  const behind = front ? front.first - 1 : middle - 1;
  const part = await partAfter(db, timeline, behind, limit);
  // Where the timeline ends before the page is full, it is the newest.
  return part.messages.length < limit && behind > 0 ? newest() : part;
}

/** The messages in front of a number, and behind another one. */
async function partBefore(
  db: Db,
  { kind, lastNumber, rows }: Timeline,
  before: number,
  behind: number,
  limit: number,
): Promise<Part> {
  const last = Math.min(before - 1, lastNumber);
  const found = await sql<MessageRow>`${prepared(`page-before-${kind}`)}
    SELECT ${columnList(messageColumns, "m")} FROM ${rows} m
    WHERE m.number > ${behind} AND m.number <= ${last}
    ORDER BY m.number DESC
    LIMIT ${limit + 1}`.execute(db);
  const messages = found.rows.slice(0, limit).map(toMessage).reverse();
  const isWhole = found.rows.length <= limit;
  return { messages, first: isWhole ? behind + 1 : (messages[0]?.number ?? last + 1), last };
}

/** The messages behind a number. */
async function partAfter(
  db: Db,
  { kind, lastNumber, rows }: Timeline,
  after: number,
  limit: number,
): Promise<Part> {
  const found = await sql<MessageRow>`${prepared(`page-after-${kind}`)}
    SELECT ${columnList(messageColumns, "m")} FROM ${rows} m
    WHERE m.number > ${after} AND m.number <= ${lastNumber}
    ORDER BY m.number
    LIMIT ${limit + 1}`.execute(db);
  const messages = found.rows.slice(0, limit).map(toMessage);
  const isWhole = found.rows.length <= limit;
  const last = isWhole ? Math.max(after, lastNumber) : (messages.at(-1)?.number ?? after);
  return { messages, first: after + 1, last };
}

/**
 * The number of the first message of a time or later, or the one behind the last. Messages of a room are
 * stored one after the other, so their times ascend with their numbers and are searched by halves,
 * without an index by room and time.
 */
export async function firstSince(db: Db, roomId: string, lastNumber: number, date: string) {
  const { rows } = await sql<{ number: number }>`
    WITH RECURSIVE search (low, high) AS (
      SELECT 1::bigint, ${lastNumber}::bigint + 1
      UNION ALL
      SELECT CASE WHEN is_before THEN (low + high) / 2 + 1 ELSE low END,
        CASE WHEN is_before THEN high ELSE (low + high) / 2 END
      FROM search
      CROSS JOIN LATERAL (
        SELECT created_at < ${date}::timestamptz AS is_before
        FROM messages
        WHERE room_id = ${roomId} AND number = (low + high) / 2
      ) middle
      WHERE low < high
    )
    SELECT low AS number FROM search WHERE low = high`.execute(db);
  return rows[0]?.number;
}

/** One message of a room of mine. Throws `message.not_found`. */
export function getMessage(
  ctx: Pick<Context, "database">,
  actor: Actor,
  id: string,
  operation: Operation = "getMessage",
): Promise<Message> {
  return findMessage(ctx.database.db, actor, operation, id);
}

/** The message that somebody wants to do something with that only reads. Throws what the rights say. */
export async function findMessage(
  db: Reader,
  actor: Actor,
  operation: Operation,
  id: string,
): Promise<Message> {
  const { roomId, number } = parseMessageId(id);
  const row = await db
    .selectFrom("messages")
    .innerJoin("members", "members.room_id", "messages.room_id")
    .select(messageColumns.map((column) => `messages.${column}` as const))
    .select("members.role")
    .where("messages.room_id", "=", roomId)
    .where("messages.number", "=", number)
    .where("members.user_id", "=", actor.id)
    .where("members.left_at", "is", null)
    .executeTakeFirst();
  const message = row ? toMessage(row) : null;
  requireRight(actor, operation, { room: row ?? null, message });
  return message as Message;
}
