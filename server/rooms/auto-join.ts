import { type ChangeContext, changeRoom } from "./change.ts";
import { enter } from "./join.ts";

/**
 * Takes a new account into the rooms that everybody is in (`general` from the start). Whoever
 * runs the server owns them. Safe to repeat.
 */
export async function joinAutoJoinRooms(ctx: ChangeContext, userId: string): Promise<void> {
  const { db } = ctx.database;
  const rooms = await db.selectFrom("rooms").select("id").where("auto_join", "=", true).execute();
  const user = await db
    .selectFrom("users")
    .select("role")
    .where("id", "=", userId)
    .executeTakeFirst();
  if (!user) return;
  const role = user.role === "member" ? "member" : "owner";
  for (const { id: roomId } of rooms) {
    await changeRoom(ctx, roomId, async (change) => {
      if (!(await change.roleOf(userId))) await enter(change, userId, role);
      change.tellJoined([userId]);
    });
  }
}
