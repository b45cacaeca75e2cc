import type { RoomRole } from "@roost/protocol/member.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, changeRoom } from "./change.ts";
import { getMyRoom } from "./reader.ts";
import type { RoomChange } from "./room-change.ts";

/**
 * Joins a public room. Throws `room.already_member`, and `room.not_found` also for a private
 * room, which one only gets into by invitation.
 */
export async function joinRoom(
  ctx: ChangeContext,
  userId: string,
  roomId: string,
): Promise<MyRoom> {
  const isNew = await changeRoom(ctx, roomId, async (change) => {
    const role = await change.roleOf(userId);
    if (!role && change.room.kind !== "public") throw new Refusal("room.not_found");
    change.tellJoined([userId]);
    if (role) return false;
    // Who comes into a room that everybody has left takes care of it.
    await enter(change, userId, change.room.member_count === 0 ? "owner" : "member");
    return true;
  });
  if (!isNew) throw new Refusal("room.already_member");
  return getMyRoom(ctx, userId, roomId);
}

/** Makes someone a member of their own will, in a change under way. */
export async function enter(change: RoomChange, userId: string, role: RoomRole): Promise<void> {
  await change.say({ event: "joined", userId });
  await change.addMembers([userId], role);
}
