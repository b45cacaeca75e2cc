import type { RoomRole } from "@roost/protocol/member.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, changeRoom, type RoomChange } from "./change.ts";
import { getMyRoom } from "./reader.ts";

/**
 * Joins a public room. Throws `room.already_member`, and `room.not_found` also for a private
 * room, which one only gets into by invitation.
 */
export async function joinRoom(
  ctx: ChangeContext,
  userId: string,
  roomId: string,
): Promise<MyRoom> {
  await changeRoom(ctx, roomId, async (change) => {
    if (await change.roleOf(userId)) throw new Refusal("room.already_member");
    if (change.room.kind !== "public") throw new Refusal("room.not_found");
    await enter(change, userId, "member");
  });
  ctx.bus.publishUser({ userId, kind: "joined", roomId });
  return getMyRoom(ctx, userId, roomId);
}

/** Makes someone a member of their own will, in a change under way. */
export async function enter(change: RoomChange, userId: string, role: RoomRole): Promise<void> {
  await change.say({ event: "joined", userId });
  await change.addMembers([userId], role);
}
