import type { Member } from "@roost/protocol/member.ts";
import type { User } from "@roost/protocol/user.ts";
import { loadSeenPeople } from "../accounts/seen-people.ts";
import { refuseSilenced } from "../accounts/silence.ts";
import type { Actor } from "../actor.ts";
import { blockersBetween } from "../persons/blocks.ts";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, changeRoom } from "./change.ts";
import { requireHere } from "./rights.ts";
import type { RoomChange } from "./room-change.ts";

/**
 * Brings people into a room. Those who are members already are left as they are. Throws
 * `room.not_found`, `me.silenced`, `room.archived`, `user.not_found` if any of them does not exist, and `invite.refused` if
 * any of those who are not members has blocked `actor`.
 */
export async function inviteMembers(
  ctx: ChangeContext,
  actor: Actor,
  roomId: string,
  userIds: readonly string[],
): Promise<{ members: Member[]; users: User[] }> {
  return changeRoom(ctx, roomId, async (change) => {
    await requireHere(change, actor, "invite");
    await refuseSilenced(change.tx, actor.id);
    const users = await loadSeenPeople(change.tx, actor, userIds);
    if (users.length < new Set(userIds).size) throw new Refusal("user.not_found");
    const present = await presentMembers(change, userIds);
    change.tellAgain(present);
    const newcomers = users.filter((user) => !present.has(user.id));
    if (newcomers.length === 0) return { members: [], users: [] };
    const ids = newcomers.map((user) => user.id);
    const blockers = await blockersBetween(change.tx, actor.id, ids);
    if (ids.some((id) => blockers.has(id))) throw new Refusal("invite.refused");
    await change.say(...ids.map((id) => ({ event: "added", userId: id, byId: actor.id }) as const));
    return { members: await change.addMembers(ids, "member"), users: newcomers };
  });
}

/** Those of some people who are in the room. */
export async function presentMembers(
  change: RoomChange,
  userIds: readonly string[],
): Promise<Set<string>> {
  const rows = await change.tx
    .selectFrom("members")
    .select("user_id")
    .where("room_id", "=", change.room.id)
    .where("user_id", "in", userIds)
    .where("left_at", "is", null)
    .execute();
  return new Set(rows.map((row) => row.user_id));
}
