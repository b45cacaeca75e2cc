import { sql } from "kysely";
import { type ChangeContext, changeRoom } from "./change.ts";
import type { RoomChange } from "./room-change.ts";

/**
 * Leaves a room. The last owner hands it to the moderator, else the member, who has been there
 * longest. Throws `room.not_found` for who is not in it.
 */
export async function leaveRoom(ctx: ChangeContext, userId: string, roomId: string): Promise<void> {
  await changeRoom(ctx, roomId, async (change) => {
    const role = await change.requireMember(userId);
    await change.dropMember(userId);
    await change.say({ event: "left", userId });
    if (role === "owner") await handOver(change);
  });
}

async function handOver(change: RoomChange): Promise<void> {
  const heir = await change.tx
    .selectFrom("members")
    .select(["user_id", "role"])
    .where("room_id", "=", change.room.id)
    .where("left_at", "is", null)
    .orderBy(sql`CASE role WHEN 'owner' THEN 0 WHEN 'moderator' THEN 1 ELSE 2 END`)
    .orderBy("joined_at")
    .orderBy("user_id")
    .limit(1)
    .executeTakeFirst();
  if (heir && heir.role !== "owner") await change.setRole(heir.user_id, "owner");
}
