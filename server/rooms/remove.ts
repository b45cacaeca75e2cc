import type { Actor } from "../actor.ts";
import { type ChangeContext, changeRoom } from "./change.ts";
import { requireOver } from "./rights.ts";

/**
 * Takes somebody out of a room: owners take out all but owners, moderators take out members.
 * Throws `room.not_found`, `room.forbidden`, and `user.not_found` for who is not in the room.
 */
export async function removeMember(
  ctx: ChangeContext,
  actor: Actor,
  roomId: string,
  targetId: string,
): Promise<void> {
  await changeRoom(ctx, roomId, async (change) => {
    await requireOver(change, actor, "removeMember", targetId);
    await change.dropMember(targetId);
    await change.say({ event: "removed", userId: targetId, byId: actor.id });
  });
}
