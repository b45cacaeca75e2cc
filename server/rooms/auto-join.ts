import { limits } from "@roost/protocol/limits.ts";
import type { Actor } from "../actor.ts";
import { type ChangeContext, changeRoom } from "./change.ts";
import { enter } from "./join.ts";

/**
 * Takes a new account into the rooms that everybody is in (`general` from the start), unless it is a guest's. Whoever
 * runs the server owns them. Safe to repeat.
 */
export async function joinAutoJoinRooms(
  ctx: ChangeContext,
  { id: userId, permissions }: Actor,
): Promise<void> {
  if (!permissions.includes("usePublicRooms")) return;
  const { db } = ctx.database;
  const rooms = await db.selectFrom("rooms").select("id").where("auto_join", "=", true).execute();
  const role = permissions.includes("ownCommonRooms") ? "owner" : "member";
  for (const { id: roomId } of rooms) {
    await changeRoom(ctx, roomId, async (change) => {
      if (change.room.archived_at !== null) return;
      if (await change.roleOf(userId)) change.tellAgain([userId]);
      // Nobody is kept from signing up by it.
      else if (change.room.member_count < limits.roomMembers) await enter(change, userId, role);
    });
  }
}
