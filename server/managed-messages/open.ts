import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import type { OpenedMessages, OpenMessages } from "@roost/protocol/managed-messages.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { directId } from "../directs/direct-id.ts";
import { readReason } from "../people/reason.ts";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, changeRoom } from "../rooms/change.ts";
import { openMs } from "./readable.ts";

/**
 * Opens a private room or a direct for an hour to who may read it. The audit log has it with the reason, and the room tells
 * its members, where the settings say so; as one change.
 *
 * Throws `auth.forbidden`, `room.not_found`, `room.wrong_kind` for a public one, and `text.…` for the reason.
 */
export async function openMessages(
  ctx: ChangeContext & Pick<Context, "settings">,
  actor: Actor,
  wish: OpenMessages,
  now: Date,
): Promise<OpenedMessages> {
  requireRight(actor, "openMessages");
  const reason = readReason(wish.reason, admissionLimits.inspectionReasonCharacters);
  if (reason === null) throw new Refusal("text.empty", "Say why you read this room.");
  const roomId = "roomId" in wish ? wish.roomId : directId([...new Set(wish.userIds)].sort());
  const until = new Date(+now + openMs).toISOString();
  await changeRoom(ctx, roomId, async (change) => {
    const { id, kind, name, deleted_at } = change.room;
    if (deleted_at !== null) throw new Refusal("room.not_found");
    if (kind === "public") {
      throw new Refusal("room.wrong_kind", "A public room need not be opened: everybody reads it.");
    }
    const told = ctx.settings.values.tellsInspections;
    if (told) await change.say({ event: "inspected", byId: actor.id });
    await change.audit(actor, "messages.opened", { roomId: id, kind, name, reason, until, told });
  });
  return { roomId, until };
}
