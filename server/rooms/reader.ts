import type { FoundRoom, FoundRoomsPage, MyRooms, PageQuery } from "@roost/protocol/http.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { User } from "@roost/protocol/user.ts";
import { uuidPattern } from "@roost/protocol/uuid.ts";
import { sql } from "kysely";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { atOneMoment } from "../store/at-one-moment.ts";
import { containing, decodeCursor, nextCursor } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";
import { findMemberships, listMemberships, type Membership } from "./memberships.ts";
import { type RoomRow, toRoom } from "./row.ts";
import { loadRoomStates, myRoom } from "./state.ts";

const isRoomId = new RegExp(`^${uuidPattern}$`);

type ReadContext = Pick<Context, "database">;

/** The rooms of a person, the one with the newest message first. */
export async function listMyRooms(ctx: ReadContext, userId: string): Promise<MyRooms> {
  const mine = await atOneMoment(ctx.database.db, async (tx) => {
    const memberships = await listMemberships(tx, [userId]);
    return withStates(tx, memberships.get(userId) ?? []);
  });
  mine.rooms.sort((a, b) => {
    if (a.bumpedAt !== b.bumpedAt) return a.bumpedAt < b.bumpedAt ? 1 : -1;
    return a.id < b.id ? -1 : 1;
  });
  return mine;
}

/** One room of a person. Throws `room.not_found`. */
export async function getMyRoom(ctx: ReadContext, userId: string, roomId: string): Promise<MyRoom> {
  return atOneMoment(ctx.database.db, async (tx) => {
    const [membership] = await findMemberships(tx, [{ userId, roomId }]);
    if (!membership) throw new Refusal("room.not_found");
    const { rooms } = await withStates(tx, [membership]);
    return rooms[0] as MyRoom;
  });
}

async function withStates(db: Db, memberships: readonly Membership[]): Promise<MyRooms> {
  const states = await loadRoomStates(
    db,
    memberships.map(({ roomId }) => roomId),
  );
  const users = new Map<string, User>();
  const rooms = memberships.flatMap((membership) => {
    const state = states.get(membership.roomId);
    for (const user of state?.users ?? []) users.set(user.id, user);
    return state ? [myRoom(state, membership)] : [];
  });
  return { rooms, users: [...users.values()] };
}

/** Public rooms by a part of their name, in the order of their names. */
export async function findRooms(
  ctx: Pick<Context, "database" | "pageSize">,
  userId: string,
  { query = "", cursor, limit = ctx.pageSize }: PageQuery,
): Promise<FoundRoomsPage> {
  const after = cursor === undefined ? null : decodeCursor(cursor, 2);
  if (after && !isRoomId.test(after[1] as string)) throw new Refusal("request.invalid");
  const { rows } = await sql<RoomRow & { is_member: boolean; sort_key: string }>`
    SELECT r.*, lower(r.name) AS sort_key, m.user_id IS NOT NULL AS is_member
    FROM rooms r
    LEFT JOIN members m ON m.room_id = r.id AND m.user_id = ${userId} AND m.left_at IS NULL
    WHERE r.kind = 'public' AND r.name ILIKE ${containing(query)}
      ${after === null ? sql`` : sql`AND (lower(r.name), r.id) > (${after[0]}, ${after[1]}::uuid)`}
    ORDER BY lower(r.name), r.id
    LIMIT ${limit + 1}`.execute(ctx.database.db);
  const next = nextCursor(rows, limit, (row) => [row.sort_key, row.id]);
  return {
    rooms: rows.map((row) => ({ ...toRoom(row), isMember: row.is_member })),
    nextCursor: next,
  };
}

/** A room that this person may know of: a public one or one of theirs. Throws `room.not_found`. */
export async function getRoom(
  ctx: ReadContext,
  userId: string,
  roomId: string,
): Promise<FoundRoom> {
  const { rows } = await sql<RoomRow & { is_member: boolean }>`
    SELECT r.*, m.user_id IS NOT NULL AS is_member
    FROM rooms r
    LEFT JOIN members m ON m.room_id = r.id AND m.user_id = ${userId} AND m.left_at IS NULL
    WHERE r.id = ${roomId} AND (r.kind = 'public' OR m.user_id IS NOT NULL)`.execute(
    ctx.database.db,
  );
  if (!rows[0]) throw new Refusal("room.not_found");
  return { ...toRoom(rows[0]), isMember: rows[0].is_member };
}
