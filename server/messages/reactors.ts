import { spellEmoji } from "@roost/protocol/emoji.ts";
import type { PageQuery, UsersPage } from "@roost/protocol/http.ts";
import { sql } from "kysely";
import { asUser, type UserRow, userColumns } from "../accounts/user-columns.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";
import { getMessage } from "./reader.ts";

/** Who reacted to a message with an emoji, by name. Throws `message.not_found`. */
export async function listReactors(
  ctx: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  id: string,
  emoji: string,
  { cursor, limit = ctx.pageSize }: Pick<PageQuery, "cursor" | "limit">,
): Promise<UsersPage> {
  const { roomId, number } = await getMessage(ctx, actor, id);
  const after = cursor === undefined ? null : decodeCursor(cursor, 2);
  const { rows } = await sql<UserRow & { order: string }>`
    SELECT ${sql.raw(userColumns("u"))}, u.name_order AS "order"
    FROM reactions r
    JOIN users u ON u.id = r.user_id
    WHERE r.room_id = ${roomId} AND r.number = ${number} AND r.emoji = ${spellEmoji(emoji)}
      AND r.removed_at IS NULL
      ${after === null ? sql`` : sql`AND (u.name_order, u.username) > (${after[0]}, ${after[1]})`}
    ORDER BY u.name_order, u.username
    LIMIT ${limit + 1}`.execute(ctx.database.db);
  const next = nextCursor(rows, limit, (row) => [row.order, row.username]);
  const users = rows.map(({ order, ...user }) => asUser(user));
  return { users, nextCursor: next };
}
