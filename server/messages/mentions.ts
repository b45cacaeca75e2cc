import { mentionedNames } from "@roost/markdown/mentions.ts";
import type { MentionsPage, PageQuery } from "@roost/protocol/http.ts";
import { everybody } from "@roost/protocol/mentions.ts";
import { sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { mayMentionAll } from "../rooms/may-mention.ts";
import { type MessageRow, messageColumns, peopleOf, toMessage } from "../rooms/message-row.ts";
import { columnList } from "../store/column-list.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";
import type { Reader } from "../store/database.ts";

/**
 * The ids of whom a body of somebody mentions in a room, as they are stored; null for nobody.
 *
 * @param here The user names of those whom it mentions by `@here`.
 */
export async function findMentions(
  tx: Reader,
  { roomId, authorId, body }: { roomId: string; authorId: string | null; body: string },
  here: readonly string[] = [],
): Promise<string[] | null> {
  const names = [...mentionedNames(body), ...here];
  if (names.length === 0) return null;
  const people = await tx
    .selectFrom("users")
    .select("id")
    .where((where) =>
      where.or([
        where("username", "in", names),
        sql<boolean>`former_usernames && ${names}::text[]`,
      ]),
    )
    .execute();
  const all = names.includes(everybody) ? await findAll(tx, roomId, authorId) : [];
  const ids = [...people, ...all].map(({ id }) => id);
  return ids.length === 0 ? null : ids;
}

/** The room, where somebody may mention everybody in it. */
function findAll(tx: Reader, roomId: string, userId: string | null): Promise<{ id: string }[]> {
  return tx
    .selectFrom("members as m")
    .innerJoin("rooms as r", "r.id", "m.room_id")
    .select("r.id")
    .where("m.room_id", "=", roomId)
    .where("m.user_id", "=", userId)
    .where("m.left_at", "is", null)
    .where(sql<boolean>`${sql.raw(mayMentionAll)}`)
    .execute();
}

/**
 * Messages that mention me, in rooms that I am in, the newest first. What mentioned everybody in a room
 * counts from when I came into it.
 */
export async function listMentions(
  { database, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  { cursor, limit = pageSize }: Omit<PageQuery, "query">,
): Promise<MentionsPage> {
  requireRight(actor, "mentions");
  const after = cursor === undefined ? null : decodeCursor(cursor, 3);
  const { rows } = await sql<MessageRow & { at: string }>`
    SELECT ${columnList(messageColumns, "m")}, m.created_at::text AS at
    FROM messages m
    JOIN members mine
      ON mine.room_id = m.room_id AND mine.user_id = ${actor.id} AND mine.left_at IS NULL
    WHERE m.mentions && ARRAY(
        SELECT ${actor.id}::uuid
        UNION ALL
        SELECT room_id FROM members WHERE user_id = ${actor.id} AND left_at IS NULL
      )
      AND m.author_id <> ${actor.id} AND m.deleted_at IS NULL
      AND (${actor.id} = ANY (m.mentions) OR m.created_at >= mine.joined_at)
      ${after === null ? sql`` : sql`AND (m.created_at, m.room_id, m.number) < (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]}::bigint)`}
    ORDER BY m.created_at DESC, m.room_id DESC, m.number DESC
    LIMIT ${limit + 1}`.execute(database.db);
  const next = nextCursor(rows, limit, (row) => [row.at, row.room_id, `${row.number}`]);
  const messages = rows.map(toMessage);
  return { messages, users: await loadPeople(database.db, peopleOf(messages)), nextCursor: next };
}
