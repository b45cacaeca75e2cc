import type { AuditedActor } from "../audit/record.ts";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, changeRoom } from "./change.ts";

/**
 * Archives or restores a room on behalf of the server, with an entry in the audit log in place of a line in the room:
 * it was nobody of its people. False where it is so already.
 *
 * Throws `room.not_found`, and `room.wrong_kind` for a direct.
 */
export async function setArchived(
  ctx: ChangeContext,
  manager: AuditedActor,
  roomId: string,
  archived: boolean,
): Promise<boolean> {
  return changeRoom(ctx, roomId, async (change) => {
    const { kind, name, archived_at } = change.room;
    if (kind === "direct") {
      throw new Refusal("room.wrong_kind", "A direct conversation is hidden and not archived.");
    }
    if ((archived_at !== null) === archived) return false;
    change.set({ archived_at: archived ? new Date() : null });
    const action = archived ? "room.archived" : "room.restored";
    await change.audit(manager, action, { roomId, name: name ?? "" });
    return true;
  });
}
