import type { ThreadsQuery } from "@roost/protocol/http.ts";
import { type Message, messageId } from "@roost/protocol/message.ts";
import type { FollowedThread, OwnRow } from "@roost/protocol/own.ts";
import type { ThreadsPage } from "@roost/protocol/thread.ts";
import { sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { getMessage } from "../messages/reader.ts";
import { loadThreads } from "../messages/threads.ts";
import { changeOwn } from "../persons/put-own.ts";
import { peopleOf, type StoredMessage, toMessage, toRow } from "../rooms/message-row.ts";
import { type StoredThread, threadColumns, toThread } from "../rooms/thread-row.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";

type WriteContext = Pick<Context, "database" | "bus">;

/**
 * Follows the thread of a message, or no longer; whoever says so is not made to follow it again by what
 * happens in it. Throws `message.not_found`, `message.forbidden` for an event, and `me.full`.
 */
export async function followThread(
  ctx: WriteContext,
  actor: Actor,
  id: string,
  follows: boolean,
): Promise<OwnRow> {
  const message = await getMessage(ctx, actor, id);
  requireRight(actor, follows ? "followThread" : "unfollowThread", {
    room: { role: "member" },
    message,
  });
  const { key, last } = await find(ctx, message);
  const row = await changeOwn(ctx, { userId: actor.id, kind: "thread", key }, (held) => ({
    follows,
    read: held?.read ?? last,
  }));
  return row as OwnRow;
}

/**
 * Notes that somebody has read a thread of theirs up to a message; the highest number ever said counts, and
 * never beyond the newest reply. Of a thread that is nothing to them, nothing is kept. Throws
 * `message.not_found`.
 *
 * @returns null where it is nothing to them.
 */
export async function markThreadRead(
  ctx: WriteContext,
  actor: Actor,
  id: string,
  number: number,
): Promise<OwnRow | null> {
  const { key, last } = await find(ctx, await getMessage(ctx, actor, id));
  return changeOwn(ctx, { userId: actor.id, kind: "thread", key }, (held) => {
    return held && { ...held, read: Math.max(held.read, Math.min(number, last)) };
  });
}

/** The root of the thread of a message, and the number of its newest reply: of the root, where there is none. */
async function find(
  { database }: Pick<Context, "database">,
  { roomId, number, threadNumber = number }: Message,
): Promise<{ key: string; last: number }> {
  const [thread] = await loadThreads(database.db, roomId, [threadNumber]);
  return { key: messageId(roomId, threadNumber), last: thread?.lastNumber ?? threadNumber };
}

interface Row {
  room_id: string;
  root: StoredMessage;
  thread: StoredThread;
  last: StoredMessage | null;
  mine: FollowedThread;
  at: string;
}

/**
 * The threads that somebody follows, in rooms of theirs, that with the newest reply first. Those without a
 * reply are none yet.
 */
export async function listThreads(
  ctx: Pick<Context, "database" | "pageSize">,
  { id: userId }: Actor,
  { unread = false, cursor, limit = ctx.pageSize }: ThreadsQuery,
): Promise<ThreadsPage> {
  const { db } = ctx.database;
  const after = cursor === undefined ? null : decodeCursor(cursor, 2);
  const thread = threadColumns.map((column) => `'${column}', t.${column}`).join(", ");
  const { rows } = await sql<Row>`
    SELECT t.room_id, to_jsonb(root) AS root, jsonb_build_object(${sql.raw(thread)}) AS thread,
      to_jsonb(last) AS last, o.value AS mine, t.last_at::text AS at
    FROM own_rows o
    JOIN threads t ON t.room_id = split_part(o.key, '.', 1)::uuid
      AND t.number = split_part(o.key, '.', 2)::bigint
    JOIN members here
      ON here.room_id = t.room_id AND here.user_id = o.user_id AND here.left_at IS NULL
    JOIN messages root ON root.room_id = t.room_id AND root.number = t.number
    LEFT JOIN messages last ON last.room_id = t.room_id AND last.number = t.last_number
      AND last.number <> t.number
    WHERE o.user_id = ${userId} AND o.kind = 'thread' AND (o.value ->> 'follows')::boolean
      AND t.last_author_id IS NOT NULL
      ${unread ? sql`AND t.last_number > (o.value ->> 'read')::bigint AND t.last_author_id <> ${userId}` : sql``}
      ${after === null ? sql`` : sql`AND (t.last_at, o.key) < (${after[0]}::timestamptz, ${after[1]})`}
    ORDER BY t.last_at DESC, o.key DESC
    LIMIT ${limit + 1}`.execute(db);
  const next = nextCursor(rows, limit, ({ at, room_id, root }) => [
    at,
    messageId(room_id, root.number),
  ]);
  const threads = rows.map((row) => ({
    root: toMessage(toRow(row.root)),
    thread: toThread(row.thread),
    last: row.last && toMessage(toRow(row.last)),
    mine: row.mine,
  }));
  const messages = threads.flatMap(({ root, last }) => [root, ...(last ? [last] : [])]);
  const people = [...peopleOf(messages), ...threads.flatMap((one) => one.thread.userIds)];
  const users = await loadPeople(db, people);
  return { threads, users, nextCursor: next };
}
