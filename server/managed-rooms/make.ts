import { randomUUID } from "node:crypto";
import type { MakeRoom } from "@roost/protocol/managed-rooms.ts";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, createWith } from "../rooms/change.ts";
import { filtered } from "../rooms/filtered.ts";
import { roomName, roomTopic } from "../rooms/text.ts";

/**
 * Makes a room for people of the server, whose owner and only member is one of them. It counts among nobody's own rooms.
 * Returns its id.
 *
 * Throws `user.not_found`, `filter.refused`, and `text.…` for a bad name.
 */
export async function makeRoom(
  ctx: ChangeContext & Pick<Context, "database" | "filters">,
  actor: Actor,
  wish: MakeRoom,
): Promise<string> {
  requireRight(actor, "makeRoom");
  const { name, kind, topic = "", ownerId = actor.id } = await filtered(ctx, actor, wish);
  const id = randomUUID();
  const room = { id, kind, name: roomName(name), topic: roomTopic(topic), made_by: null };
  await createWith(ctx, room, async (change) => {
    const [owner] = await loadPeople(change.tx, [ownerId]);
    if (!owner || owner.isDeleted)
      throw new Refusal("user.not_found", "There is nobody like the owner.");
    await change.say({ event: "created", byId: actor.id });
    if (ownerId !== actor.id) {
      await change.say({ event: "added", userId: ownerId, byId: actor.id });
    }
    await change.addMembers([ownerId], "owner");
    await change.audit(actor, "room.created", { roomId: id, name: room.name, kind }, ownerId);
  });
  return id;
}
