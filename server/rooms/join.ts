import type { RoomRole } from "@roost/protocol/member.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { Actor } from "../actor.ts";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, changeRoom } from "./change.ts";
import { requireHere } from "./rights.ts";
import type { RoomChange } from "./room-change.ts";

/**
 * Joins a public room. Throws `room.already_member`, `room.archived`, and `room.not_found` also for a
 * private room, which one only gets into by invitation.
 */
export async function joinRoom(ctx: ChangeContext, actor: Actor, roomId: string): Promise<MyRoom> {
  const { id: userId } = actor;
  const entered = await changeRoom(ctx, roomId, async (change) => {
    const role = await requireHere(change, actor, "joinRoom");
    if (role) {
      change.tellAgain([userId]);
      return null;
    }
    // Who comes into a room that everybody has left takes care of it.
    return enter(change, userId, change.room.member_count === 0 ? "owner" : "member");
  });
  if (!entered) throw new Refusal("room.already_member");
  return entered;
}

/** Makes someone a member of their own will, in a change under way. Returns the room as they see it. */
export async function enter(change: RoomChange, userId: string, role: RoomRole): Promise<MyRoom> {
  await change.say({ event: "joined", userId });
  await change.addMembers([userId], role);
  return change.asNewMember(role);
}
