import type { Actor } from "../actor.ts";
import { type ChangeContext, changeRoom } from "./change.ts";
import { rankOf, requireHere } from "./rights.ts";
import type { RoomChange } from "./room-change.ts";

/**
 * Leaves a room. The last owner hands it to the moderator, else the member, who has been there
 * longest. Throws `room.not_found` for who is not in it.
 */
export async function leaveRoom(ctx: ChangeContext, actor: Actor, roomId: string): Promise<void> {
  await changeRoom(ctx, roomId, async (change) => {
    const role = await requireHere(change, actor, "leaveRoom");
    if (role === "owner") await handOver(change, actor.id);
    await change.dropMember(actor.id);
    await change.say({ event: "left", userId: actor.id });
  });
}

/** Where the last owner of a room goes, gives it to the moderator, else the member, who has been there longest. */
export async function handOver(
  change: RoomChange,
  leaverId: string,
  byId = leaverId,
): Promise<void> {
  const heir = await change.tx
    .selectFrom("members")
    .select(["user_id", "role"])
    .where("room_id", "=", change.room.id)
    .where("left_at", "is", null)
    .where("user_id", "!=", leaverId)
    .orderBy(rankOf("role"))
    .orderBy("joined_at")
    .orderBy("user_id")
    .limit(1)
    .executeTakeFirst();
  if (!heir || heir.role === "owner") return;
  await change.say({ event: "role", userId: heir.user_id, byId, role: "owner" });
  await change.setRole(heir.user_id, "owner");
}
