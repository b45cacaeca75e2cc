import { isShorter } from "@roost/protocol/kept-days.ts";
import type { SetRetention } from "@roost/protocol/retention.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { type ChangeContext, changeRoom } from "../rooms/change.ts";
import { requireHere } from "../rooms/rights.ts";
import { requireTried } from "./try.ts";

/**
 * Says for how long messages are kept in a room, in place of what the server says. What is too old then goes with the next run.
 *
 * Throws `room.not_found`, also for a direct, and `retention.not_tried` where that is a shorter time and who asks has not seen
 * what goes.
 */
export async function setRetention(
  ctx: ChangeContext & Pick<Context, "settings">,
  actor: Actor,
  roomId: string,
  { days }: SetRetention,
  now: Date,
): Promise<void> {
  await changeRoom(ctx, roomId, async (change) => {
    await requireHere(change, actor, "setRetention");
    const { id, name, retention_days: before } = change.room;
    if (days === before) return;
    const { messagesKeptDays } = ctx.settings.values;
    const after = days ?? messagesKeptDays;
    if (isShorter(before ?? messagesKeptDays, after)) {
      await requireTried(change.tx, actor.id, id, after, now);
    }
    change.set({ retention_days: days });
    await change.audit(actor, "retention.set", { roomId: id, name, before, after: days });
  });
}
