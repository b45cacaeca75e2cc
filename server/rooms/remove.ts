import type { RoomRole } from "@roost/protocol/member.ts";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, changeRoom } from "./change.ts";

const rank: Record<RoomRole, number> = { owner: 2, moderator: 1, member: 0 };

/**
 * Takes somebody out of a room: owners take out all but owners, moderators take out members.
 * Throws `room.not_found`, `room.forbidden`, and `user.not_found` for who is not in the room.
 */
export async function removeMember(
  ctx: ChangeContext,
  userId: string,
  roomId: string,
  targetId: string,
): Promise<void> {
  await changeRoom(ctx, roomId, async (change) => {
    const role = await change.requireModerator(userId);
    const targetRole = await change.roleOf(targetId);
    if (!targetRole) throw new Refusal("user.not_found", "This person is not in the room.");
    if (rank[role] <= rank[targetRole]) {
      throw new Refusal("room.forbidden", `A ${role} cannot remove a person who is ${targetRole}.`);
    }
    await change.dropMember(targetId);
    await change.say({ event: "removed", userId: targetId, byId: userId });
  });
}
