import type { MembersPage, PageQuery } from "@roost/protocol/http.ts";
import type { User } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import { asUser } from "../accounts/user-columns.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { atOneMoment } from "../store/at-one-moment.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";
import { foundBy } from "../store/found-by.ts";
import { findRoomFor, rankOf } from "./rights.ts";
import { type MemberRow, toMember } from "./row.ts";

interface MemberPersonRow extends MemberRow {
  username: string;
  displayName: string;
  picture: string | null;
  isBot: boolean;
  isDeleted: boolean;
  name_order: string;
  rank: string;
}

/** Members of a room of mine, or of any for who manages rooms: owners, moderators, then all, by display name. */
export async function listMembers(
  ctx: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  roomId: string,
  { query = "", cursor, limit = ctx.pageSize }: PageQuery,
  operation: "members" | "anyMembers" = "members",
): Promise<MembersPage> {
  const after = cursor === undefined ? null : decodeCursor(cursor, 3);
  const rows = await atOneMoment(ctx.database.db, async (tx) => {
    await findRoomFor(tx, actor, operation, roomId);
    const found = await sql<MemberPersonRow>`
    SELECT user_id, role, version, joined_at, left_at, username, "displayName", picture, "isBot",
      "isDeleted", name_order, rank
    FROM (
      SELECT m.user_id, m.role, m.version, m.joined_at, m.left_at, u.username,
        u.display_name AS "displayName", u.picture, u.is_bot AS "isBot",
        u.deleted_at IS NOT NULL AS "isDeleted", u.name_order,
        ${rankOf("m.role")}::text AS rank
      FROM members m
      JOIN users u ON u.id = m.user_id
      WHERE m.room_id = ${roomId} AND m.left_at IS NULL
        AND ${foundBy("u.name_folded", query)}
    ) member
    ${after === null ? sql`` : sql`WHERE (rank, name_order, username) > (${after[0]}, ${after[1]}, ${after[2]})`}
    ORDER BY rank, name_order, username
    LIMIT ${limit + 1}`.execute(tx);
    return found.rows;
  });
  const next = nextCursor(rows, limit, (row) => [row.rank, row.name_order, row.username]);
  return { members: rows.map(toMember), users: rows.map(toUser), nextCursor: next };
}

function toUser(row: MemberPersonRow): User {
  const { user_id: id, username, displayName, picture, isBot, isDeleted } = row;
  return asUser({ id, username, displayName, picture, isBot, isDeleted });
}
