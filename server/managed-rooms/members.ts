import type { AddMembers } from "@roost/protocol/managed-rooms.ts";
import type { RoomRole } from "@roost/protocol/member.ts";
import { loadPeople } from "../accounts/people.ts";
import type { Actor } from "../actor.ts";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, changeRoom } from "../rooms/change.ts";
import { presentMembers } from "../rooms/invite.ts";
import { handOver } from "../rooms/leave.ts";
import { requireHere, requireOver } from "../rooms/rights.ts";
import { giveRole } from "../rooms/set-role.ts";

/**
 * Brings people into a room, each as what is said; who is in it already stays as they are. The first ones in a room
 * that nobody is in own it. The room says so, and the audit log.
 *
 * Throws `room.not_found`, `room.archived`, `room.full`, `user.not_found`, and `room.not_inside` for who would come into a
 * private room themselves.
 */
export async function addMembers(
  ctx: ChangeContext,
  actor: Actor,
  roomId: string,
  { userIds, role = "member" }: AddMembers,
): Promise<void> {
  await changeRoom(ctx, roomId, async (change) => {
    await requireHere(change, actor, "addMembers");
    const users = (await loadPeople(change.tx, userIds)).filter(({ isDeleted }) => !isDeleted);
    if (users.length < new Set(userIds).size) throw new Refusal("user.not_found");
    const present = await presentMembers(change, userIds);
    change.tellAgain(present);
    const ids = users.map(({ id }) => id).filter((id) => !present.has(id));
    if (ids.length === 0) return;
    const { kind, name, member_count } = change.room;
    if (kind === "private" && ids.includes(actor.id)) throw notThemselves();
    const given = member_count === 0 ? "owner" : role;
    await change.say(...ids.map((id) => ({ event: "added", userId: id, byId: actor.id }) as const));
    await change.addMembers(ids, given);
    for (const id of ids) {
      await change.audit(actor, "member.added", { roomId, name, role: given }, id);
    }
  });
}

function notThemselves(): Refusal {
  return new Refusal(
    "room.not_inside",
    "Nobody brings themselves into a private room. Somebody who is in it can.",
  );
}

/**
 * Gives a member of a room another role, which the room says, and the audit log. Throws `room.not_found`,
 * `room.last_owner`, and `user.not_found` for who is not in the room.
 */
export async function setAnyRole(
  ctx: ChangeContext,
  actor: Actor,
  roomId: string,
  targetId: string,
  role: RoomRole,
): Promise<void> {
  await changeRoom(ctx, roomId, async (change) => {
    const before = await requireOver(change, actor, "setAnyRole", targetId);
    if (before === role) return;
    await giveRole(change, actor.id, targetId, { before, role });
    const { name } = change.room;
    await change.audit(actor, "member.role-set", { roomId, name, before, after: role }, targetId);
  });
}

/**
 * Takes somebody out of a room, which says so, and the audit log. The last owner is followed by the moderator, else the
 * member, who has been there longest. Throws `room.not_found`, and `user.not_found` for who is not in the room.
 */
export async function removeAnyMember(
  ctx: ChangeContext,
  actor: Actor,
  roomId: string,
  targetId: string,
): Promise<void> {
  await changeRoom(ctx, roomId, async (change) => {
    const role = await requireOver(change, actor, "removeAnyMember", targetId);
    if (role === "owner") await handOver(change, targetId, actor.id);
    await change.dropMember(targetId);
    await change.say({ event: "removed", userId: targetId, byId: actor.id });
    const { name } = change.room;
    await change.audit(actor, "member.removed", { roomId, name }, targetId);
  });
}
