import type { PendingMessage, Roost } from "@roost/sdk";
import { draftPlace } from "./draft-place.ts";

/**
 * Takes a message back that has not left this device, or was refused, and puts it before what is written there by now. Null
 * where it is on its way already.
 */
export function takeBack(roost: Roost, { clientMessageId }: PendingMessage): PendingMessage | null {
  const taken = roost.held.takeBack(clientMessageId);
  if (taken === null) return null;
  const { roomId, threadNumber = null, body, replyTo } = taken;
  const place = draftPlace(roomId, threadNumber);
  const draft = roost.drafts.of(place).get();
  roost.drafts.set(place, {
    body: draft.body.trim() === "" ? body : `${body}\n\n${draft.body}`,
    replyTo: draft.replyTo ?? replyTo ?? null,
  });
  return taken;
}

/** The newest message of those on their way that can be taken back. */
export function lastHeld(pending: readonly PendingMessage[]): PendingMessage | undefined {
  return pending.findLast(({ heldUntil }) => heldUntil !== undefined);
}
