import type { Member, RoomRole } from "@roost/protocol/member.ts";
import type { Actor } from "../actor.ts";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, changeRoom } from "./change.ts";
import { requireOver } from "./rights.ts";
import type { RoomChange } from "./room-change.ts";
import { toMember } from "./row.ts";

/**
 * Gives a member of a room a role. The same role again changes nothing. Throws `room.not_found`,
 * `room.forbidden`, `room.last_owner`, and `user.not_found` for who is not in the room.
 */
export async function setRole(
  ctx: ChangeContext,
  actor: Actor,
  roomId: string,
  targetId: string,
  role: RoomRole,
): Promise<Member> {
  return changeRoom(ctx, roomId, async (change) => {
    const before = await requireOver(change, actor, "setRole", targetId);
    if (before !== role) await giveRole(change, actor.id, targetId, { before, role });
    const row = await change.tx
      .selectFrom("members")
      .select(["user_id", "role", "version", "joined_at", "left_at"])
      .where("room_id", "=", roomId)
      .where("user_id", "=", targetId)
      .executeTakeFirstOrThrow();
    return toMember(row);
  });
}

/** Gives a member another role, which the room says. Throws `room.last_owner`. */
export async function giveRole(
  change: RoomChange,
  byId: string,
  targetId: string,
  { before, role }: { before: RoomRole; role: RoomRole },
): Promise<void> {
  if (before === "owner") await requireOtherOwner(change, targetId);
  await change.say({ event: "role", userId: targetId, byId, role });
  await change.setRole(targetId, role);
}

async function requireOtherOwner(change: RoomChange, ownerId: string): Promise<void> {
  const other = await change.tx
    .selectFrom("members")
    .select("user_id")
    .where("room_id", "=", change.room.id)
    .where("role", "=", "owner")
    .where("left_at", "is", null)
    .where("user_id", "!=", ownerId)
    .limit(1)
    .executeTakeFirst();
  if (other) return;
  throw new Refusal(
    "room.last_owner",
    "This is the only owner of the room. Make somebody else an owner first.",
  );
}
