import type { RoomRole } from "@roost/protocol/member.ts";
import { roomRoles, type Situation } from "@roost/protocol/permissions.ts";
import type { Operation } from "@roost/protocol/rights.ts";
import { type RawBuilder, sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import type { RoomChange } from "./room-change.ts";
import { type RoomRow, roomColumns } from "./row.ts";

/**
 * The role of `actor` in the room that is being changed; null where they are not in it, and may do
 * this all the same. Throws what the table of rights says where they may not.
 */
export async function requireHere(
  change: RoomChange,
  actor: Actor,
  operation: Operation,
): Promise<RoomRole | null> {
  const role = await change.roleOf(actor.id);
  requireRight(actor, operation, { room: asConcerned(change, role) });
  return role;
}

/**
 * As `requireHere`, for what is done to a member, whose role it returns. Throws `user.not_found` for
 * who is not one.
 */
export async function requireOver(
  change: RoomChange,
  actor: Actor,
  operation: Operation,
  targetId: string,
): Promise<RoomRole> {
  const room = asConcerned(change, await requireHere(change, actor, operation));
  const role = await change.roleOf(targetId);
  if (!role) throw new Refusal("user.not_found", "This person is not in the room.");
  requireRight(actor, operation, { room, target: { role } });
  return role;
}

/** As those know it who may see it at all: one that was deleted, nobody. */
function asConcerned(
  { room }: RoomChange,
  role: RoomRole | null,
): NonNullable<Situation["room"]> | null {
  return room.deleted_at === null ? { kind: room.kind, userIds: room.user_ids, role } : null;
}

/** The place of a role in the order of them, 1 for the one that may do most. */
export function rankOf(column: string): RawBuilder<number> {
  return sql`array_position(${[...roomRoles]}::text[], ${sql.ref(column)})`;
}

/**
 * The room, and the role of `actor` in it, if they have one: for what only reads. Throws what the
 * table of rights says where they may not.
 */
export async function findRoomFor(
  db: Db,
  actor: Actor,
  operation: Operation,
  roomId: string,
): Promise<RoomRow & { role: RoomRole | null }> {
  const room = await db
    .selectFrom("rooms")
    .leftJoin("members", (join) =>
      join
        .onRef("members.room_id", "=", "rooms.id")
        .on("members.user_id", "=", actor.id)
        .on("members.left_at", "is", null),
    )
    .select(roomColumns.map((column) => `rooms.${column}` as const))
    .select("members.role")
    .where("rooms.id", "=", roomId)
    .executeTakeFirst();
  requireRight(actor, operation, { room: room?.deleted_at === null ? room : null });
  return room as NonNullable<typeof room>;
}
