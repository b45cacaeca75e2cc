import type { ReadState } from "@roost/protocol/http.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { type ChangeContext, changeRoom } from "../rooms/change.ts";
import { getMyRoom } from "../rooms/reader.ts";
import { requireHere } from "../rooms/rights.ts";

/**
 * Sets somebody's position back, so that a message and all behind it count as not read; where they have not
 * read that far, nothing changes. It is a row of their log, which their devices are told. Throws
 * `room.not_found`.
 */
export async function markUnread(
  ctx: ChangeContext & Pick<Context, "database">,
  actor: Actor,
  roomId: string,
  number: number,
): Promise<ReadState> {
  await changeRoom(ctx, roomId, async (change) => {
    await requireHere(change, actor, "markUnread");
    await change.setBack(actor.id, Math.min(number, change.room.last_number) - 1);
  });
  const { readNumber, unread } = await getMyRoom(ctx, actor.id, roomId);
  return { readNumber, unread };
}
