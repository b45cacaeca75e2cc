import type { ReadState } from "@roost/protocol/http.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { getMyRoom } from "../rooms/reader.ts";
import type { Position } from "./read-batch.ts";

/**
 * Notes that a person has read a room up to a message. The highest number ever said counts, so
 * that devices may say it late, twice and in any order; a number beyond the newest message means
 * the newest. Tells the person's devices where that moves it. Throws `room.not_found`.
 *
 * @param version Of the person's log, as the device knows it (READ-7); null where it does not tell.
 */
export function markRead(
  ctx: Pick<Context, "reads">,
  { id: userId }: Actor,
  roomId: string,
  number: number,
  version: number | null = null,
): Promise<Position> {
  return ctx.reads.mark({ userId, roomId, number, version });
}

/** As above, and what is unread behind it. */
export async function markReadAndCount(
  ctx: Pick<Context, "database" | "reads">,
  actor: Actor,
  roomId: string,
  number: number,
): Promise<ReadState> {
  const { readNumber, isAtEnd } = await markRead(ctx, actor, roomId, number);
  if (isAtEnd) return { readNumber, unread: 0 };
  const room = await getMyRoom(ctx, actor.id, roomId);
  return { readNumber: room.readNumber, unread: room.unread };
}
