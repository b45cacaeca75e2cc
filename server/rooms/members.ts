import type { MembersPage, PageQuery } from "@roost/protocol/http.ts";
import type { User } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import type { Context } from "../context.ts";
import { containing, decodeCursor, nextCursor } from "../store/cursor.ts";
import { getMyRoom } from "./reader.ts";
import { type MemberRow, toMember } from "./row.ts";

interface MemberPersonRow extends MemberRow {
  username: string;
  display_name: string;
  rank: string;
}

/** Members of a room of mine: owners, moderators, then all, by user name. */
export async function listMembers(
  ctx: Pick<Context, "database" | "pageSize">,
  userId: string,
  roomId: string,
  { query = "", cursor, limit = ctx.pageSize }: PageQuery,
): Promise<MembersPage> {
  await getMyRoom(ctx, userId, roomId);
  const after = cursor === undefined ? null : decodeCursor(cursor, 2);
  const pattern = containing(query);
  const { rows } = await sql<MemberPersonRow>`
    SELECT * FROM (
      SELECT m.user_id, m.role, m.version, m.joined_at, m.left_at, u.username, u.display_name,
        CASE m.role WHEN 'owner' THEN '0' WHEN 'moderator' THEN '1' ELSE '2' END AS rank
      FROM members m
      JOIN users u ON u.id = m.user_id
      WHERE m.room_id = ${roomId} AND m.left_at IS NULL
        AND (u.username ILIKE ${pattern} OR u.display_name ILIKE ${pattern})
    ) member
    ${after === null ? sql`` : sql`WHERE (rank, username) > (${after[0]}, ${after[1]})`}
    ORDER BY rank, username
    LIMIT ${limit + 1}`.execute(ctx.database.db);
  const next = nextCursor(rows, limit, (row) => [row.rank, row.username]);
  return { members: rows.map(toMember), users: rows.map(toUser), nextCursor: next };
}

function toUser(row: MemberPersonRow): User {
  return { id: row.user_id, username: row.username, displayName: row.display_name };
}
