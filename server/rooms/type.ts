import type { Typing } from "@roost/protocol/up.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import type { RoomWriter } from "./may-write.ts";

/**
 * Tells those who look at a room, or at a thread of it, that `actor` types there. Throws what keeps them from writing there.
 *
 * @param writer `actor` in the room, as just read; null where they are not in it.
 */
export function tellTyping(
  { bus }: Pick<Context, "bus">,
  actor: Actor,
  { roomId, threadNumber }: Pick<Typing, "roomId" | "threadNumber">,
  writer: RoomWriter | null,
): void {
  requireRight(actor, "type", { room: writer });
  if (writer?.refusal) throw new Refusal(writer.refusal);
  if (!writer) return;
  const inThread = threadNumber === undefined ? {} : { threadNumber };
  const signal = { type: "typing" as const, user: writer.user, ...inThread };
  bus.publish([{ kind: "signal", subjectId: roomId, signal }]);
}
