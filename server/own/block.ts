import type { BlocksPage, PageQuery } from "@roost/protocol/http.ts";
import type { OwnRow } from "@roost/protocol/own.ts";
import { sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { asUser, type UserRow, userColumns } from "../accounts/user-columns.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { directId } from "../directs/direct-id.ts";
import { type OwnToWrite, requireSpaceFor, writeOwn } from "../persons/write-own.ts";
import { lockPersons } from "../persons/write-places.ts";
import { Refusal } from "../refusal.ts";
import { changeRoom } from "../rooms/change.ts";
import type { RoomChange } from "../rooms/room-change.ts";
import { nextCursor } from "../store/cursor.ts";
import { requireVersionCursor } from "./version-cursor.ts";

type BlockContext = Pick<Context, "database" | "changes" | "bus">;

/**
 * Blocks somebody, or no longer. While one of two people has blocked the other, nobody writes in the direct of
 * both, and none is made. Throws `user.not_found`, `request.invalid` for oneself, and `me.full`.
 *
 * @returns the row of the log of `actor`; null where there was none to take away.
 */
export async function setBlocked(
  ctx: BlockContext,
  actor: Actor,
  userId: string,
  on: boolean,
): Promise<OwnRow | null> {
  if (userId === actor.id) throw new Refusal("request.invalid", "Nobody blocks themselves.");
  const [person] = await loadPeople(ctx.database.db, [userId]);
  if (!person) throw new Refusal("user.not_found");
  const row: OwnToWrite = { userId: actor.id, kind: "block", key: userId, value: on ? {} : null };
  const roomId = directId([actor.id, userId].sort());
  const alone = await writeAlone(ctx, row, roomId);
  if (alone !== "with the direct") return alone.row;
  const own = await changeRoom(ctx, roomId, async (change) => {
    closeOrOpen(change, actor.id, on);
    return change.putOwn(row);
  });
  return own.written;
}

/**
 * Writes the row where there is no direct of the two. Whoever makes one holds the locks of both persons before
 * they look for blocks: so one of the two sees what the other did.
 */
async function writeAlone(
  { database, bus }: BlockContext,
  row: OwnToWrite,
  roomId: string,
): Promise<{ row: OwnRow | null } | "with the direct"> {
  const written = await database.db.transaction().execute(async (tx) => {
    await lockPersons(tx, [row.userId]);
    const room = await tx.selectFrom("rooms").select("id").where("id", "=", roomId).execute();
    if (room.length > 0) return null;
    await requireSpaceFor(tx, row);
    return writeOwn(tx, row);
  });
  if (!written) return "with the direct";
  if (written.event) bus.publish([written.event]);
  return written;
}

/** Notes in the room of the two who of them has blocked the other. Returns whether that is news. */
export function closeOrOpen(change: RoomChange, myId: string, on: boolean): boolean {
  const { blocked_by, member_count } = change.room;
  const held = blocked_by ?? [];
  // Whoever was refused to make it has left it without people. It is asked again when they come.
  if (held.includes(myId) === on || member_count === 0) return false;
  const others = held.filter((userId) => userId !== myId);
  const now = on ? [...others, myId].sort() : others;
  change.set({ blocked_by: now.length > 0 ? now : null });
  return true;
}

/** Whom somebody has blocked, the last one first. */
export async function listBlocks(
  ctx: Pick<Context, "database" | "pageSize">,
  { id: userId }: Actor,
  { cursor, limit = ctx.pageSize }: Pick<PageQuery, "cursor" | "limit">,
): Promise<BlocksPage> {
  const before = requireVersionCursor(cursor);
  const { rows } = await sql<UserRow & { version: number }>`
    SELECT ${sql.raw(userColumns("u"))}, o.version
    FROM own_rows o
    JOIN users u ON u.id = o.key::uuid
    WHERE o.user_id = ${userId} AND o.kind = 'block' AND o.value IS NOT NULL
      ${before === null ? sql`` : sql`AND o.version < ${before}::bigint`}
    ORDER BY o.version DESC
    LIMIT ${limit + 1}`.execute(ctx.database.db);
  const next = nextCursor(rows, limit, ({ version }) => [`${version}`]);
  return { users: rows.map(({ version, ...user }) => asUser(user)), nextCursor: next };
}
