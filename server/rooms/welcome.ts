import { limits } from "@roost/protocol/limits.ts";
import type { Actor } from "../actor.ts";
import { readStored } from "../server-settings/read.ts";
import { type ChangeContext, changeRoom } from "./change.ts";
import { enter } from "./join.ts";

/**
 * Takes a new account into the rooms that everybody is taken into (`general` from the start), unless it is a guest's. Whoever
 * runs the server owns them. Safe to repeat.
 */
export async function joinWelcomeRooms(
  ctx: ChangeContext,
  { id: userId, permissions }: Actor,
): Promise<void> {
  if (!permissions.includes("usePublicRooms")) return;
  const { welcomeRooms = [] } = await readStored(ctx.database.db);
  const role = permissions.includes("ownCommonRooms") ? "owner" : "member";
  for (const roomId of welcomeRooms) {
    await changeRoom(ctx, roomId, async (change) => {
      if (change.room.archived_at !== null) return;
      if (await change.roleOf(userId)) change.tellAgain([userId]);
      // Nobody is kept from signing up by it.
      else if (change.room.member_count < limits.roomMembers) await enter(change, userId, role);
    });
  }
}
