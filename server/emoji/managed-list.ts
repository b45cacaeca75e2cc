import type { ManagedEmojiPage, ManagedEmojiQuery } from "@roost/protocol/managed-emoji.ts";
import { type RawBuilder, sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";
import { type EmojiRow, emojiColumns, toCustomEmoji } from "./emoji-row.ts";

/** The emoji of this server, to those who look after them. Throws `auth.forbidden`, and `request.invalid` for a cursor of another list. */
export async function listManagedEmoji(
  { database: { db }, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  query: ManagedEmojiQuery,
): Promise<ManagedEmojiPage> {
  requireRight(actor, "allEmoji");
  return readManagedEmoji(db, query, query.limit ?? pageSize);
}

export async function readManagedEmoji(
  db: Db,
  { query, addedBy, sort = "name", cursor }: ManagedEmojiQuery,
  limit: number,
): Promise<ManagedEmojiPage> {
  const conditions: RawBuilder<boolean>[] = [sql<boolean>`e.deleted_at IS NULL`];
  const text = query?.toLowerCase().replaceAll(":", "");
  if (text) conditions.push(sql`position(${text} in e.name) > 0`);
  if (addedBy !== undefined) conditions.push(sql`e.added_by = ${addedBy}`);
  if (cursor !== undefined) conditions.push(past(decodeCursor(cursor, 1)[0] as string, sort));
  const { rows } = await sql<EmojiRow>`
    SELECT ${sql.raw(emojiColumns.map((column) => `e.${column}`).join(", "))}
    FROM custom_emoji e
    WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY ${sql.raw(orders[sort])}
    LIMIT ${limit + 1}`.execute(db);
  const next = nextCursor(rows, limit, ({ name }) => [name]);
  const users = await loadPeople(
    db,
    rows.map((row) => row.added_by),
  );
  return { emoji: rows.map(toCustomEmoji), users, nextCursor: next };
}

type Sort = NonNullable<ManagedEmojiQuery["sort"]>;

const orders = {
  name: "e.name",
  newest: "e.added_at DESC, e.name DESC",
  oldest: "e.added_at, e.name",
} as const satisfies Record<Sort, string>;

/** Behind the last row of a page. One that was deleted meanwhile is still known. */
function past(name: string, sort: Sort): RawBuilder<boolean> {
  if (sort === "name") return sql`e.name > ${name}`;
  const last = sql`(SELECT l.added_at, l.name FROM custom_emoji l WHERE l.name = ${name})`;
  return sort === "newest"
    ? sql`(e.added_at, e.name) < ${last}`
    : sql`(e.added_at, e.name) > ${last}`;
}
