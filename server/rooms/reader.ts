import type { FoundRoom, FoundRoomsPage, MyRooms, PageQuery } from "@roost/protocol/http.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { User } from "@roost/protocol/user.ts";
import { uuidPattern } from "@roost/protocol/uuid.ts";
import { sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { atOneMoment } from "../store/at-one-moment.ts";
import { columnList } from "../store/column-list.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";
import { foundBy } from "../store/found-by.ts";
import { findMemberships, listMemberships, type Membership } from "./memberships.ts";
import { findRoomFor } from "./rights.ts";
import { type RoomRow, roomColumns, toRoom } from "./row.ts";
import { loadRoomStates, myRoom } from "./state.ts";

const isRoomId = new RegExp(`^${uuidPattern}$`);

type ReadContext = Pick<Context, "database">;

/** The rooms of a person, the one with the newest message first. */
export async function listMyRooms(ctx: ReadContext, { id: userId }: Actor): Promise<MyRooms> {
  const mine = await atOneMoment(ctx.database.db, async (tx) => {
    return withStates(tx, userId, await listMemberships(tx, userId));
  });
  mine.rooms.sort((a, b) => {
    if (a.bumpedAt !== b.bumpedAt) return a.bumpedAt < b.bumpedAt ? 1 : -1;
    return a.id < b.id ? -1 : 1;
  });
  return mine;
}

/** One room of a person. Throws `room.not_found`. */
export async function getMyRoom(ctx: ReadContext, userId: string, roomId: string): Promise<MyRoom> {
  const found = await findMyRoom(ctx, userId, roomId);
  if (!found) throw new Refusal("room.not_found");
  return found.room;
}

/** One room of a person, with the people whom it mentions; null where they are not in it. */
export async function findMyRoom(
  ctx: ReadContext,
  userId: string,
  roomId: string,
): Promise<{ room: MyRoom; users: User[] } | null> {
  return atOneMoment(ctx.database.db, async (tx) => {
    const [membership] = await findMemberships(tx, [{ userId, roomId }]);
    if (!membership) return null;
    const { rooms, users } = await withStates(tx, userId, [membership]);
    return { room: rooms[0] as MyRoom, users };
  });
}

/** The rooms of memberships as their person sees them. */
export async function withStates(
  db: Db,
  userId: string,
  memberships: readonly Membership[],
): Promise<MyRooms> {
  const states = await loadRoomStates(
    db,
    memberships.map(({ roomId }) => roomId),
  );
  const users = new Map<string, User>();
  const rooms = memberships.flatMap((membership) => {
    const state = states.get(membership.roomId);
    for (const user of state?.users ?? []) users.set(user.id, user);
    return state ? [myRoom(state, membership, userId)] : [];
  });
  return { rooms, users: [...users.values()] };
}

/** Public rooms that one may join and whose name `query` finds (see `foundBy`), in the order of their names. */
export async function findRooms(
  ctx: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  { query = "", cursor, limit = ctx.pageSize }: PageQuery,
): Promise<FoundRoomsPage> {
  requireRight(actor, "findRooms");
  const after = cursor === undefined ? null : decodeCursor(cursor, 2);
  if (after && !isRoomId.test(after[1] as string)) throw new Refusal("request.invalid");
  const { rows } = await sql<RoomRow & { is_member: boolean; name_order: string }>`
    SELECT ${columnList(roomColumns, "r")}, r.name_order, m.user_id IS NOT NULL AS is_member
    FROM rooms r
    LEFT JOIN members m ON m.room_id = r.id AND m.user_id = ${actor.id} AND m.left_at IS NULL
    WHERE r.kind = 'public' AND r.archived_at IS NULL AND ${foundBy("r.name_folded", query)}
      ${after === null ? sql`` : sql`AND (r.name_order, r.id) > (${after[0]}, ${after[1]}::uuid)`}
    ORDER BY r.name_order, r.id
    LIMIT ${limit + 1}`.execute(ctx.database.db);
  const next = nextCursor(rows, limit, (row) => [row.name_order, row.id]);
  return {
    rooms: rows.map((row) => ({ ...toRoom(row), isMember: row.is_member })),
    nextCursor: next,
  };
}

/** A room that this person may know of: a public one or one of theirs. Throws `room.not_found`. */
export async function getRoom(
  ctx: ReadContext & Pick<Context, "settings">,
  actor: Actor,
  roomId: string,
): Promise<FoundRoom> {
  const room = await findRoomFor(ctx.database.db, actor, "getRoom", roomId);
  const keptDays = room.retention_days ?? ctx.settings.values.messagesKeptDays;
  const kept = keptDays > 0 ? { keptDays } : {};
  return { ...toRoom(room), ...kept, isMember: room.role !== null };
}
