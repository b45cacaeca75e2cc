import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";

/**
 * Notes that a device of a person has messages of directs of theirs, by room up to a number. The highest number ever
 * said counts; what is no direct of theirs is passed over. Throws `server.busy`.
 */
export async function markReceived(
  ctx: Pick<Context, "deliveries" | "showsReceipts">,
  { id: userId }: Actor,
  rooms: Readonly<Record<string, number>>,
): Promise<void> {
  if (!ctx.showsReceipts) return;
  const marks = Object.entries(rooms).map(([roomId, number]) => {
    return ctx.deliveries.mark({ userId, roomId, number, version: null });
  });
  await Promise.all(marks);
}
