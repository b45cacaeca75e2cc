import { ApiError, draftIn, OtherPerson, type Roost } from "@roost/sdk";
import { draftStorage } from "../session/draft-storage.ts";
import { pendingStorage } from "../session/pending-storage.ts";

/** How many messages of somebody are in this browser and nowhere else, those of other tabs included. */
export function countUnsent(userId: string, storage: Storage): number {
  return pendingStorage(userId, storage).load().length;
}

/**
 * Has the server keep what somebody typed of late, in other tabs of this browser, too. What it refuses is lost. Throws
 * where it cannot be asked.
 */
export async function keepDrafts(roost: Roost, userId: string, storage: Storage): Promise<void> {
  for (const [place, { isKept, body, replyTo }] of draftStorage(userId, storage).load()) {
    if (isKept) continue;
    const draft = { body, ...(replyTo !== undefined && { replyTo }) };
    try {
      await roost.api.setDraft(...draftIn(place, draft));
    } catch (error) {
      // Somebody else is signed in now: this page keeps nothing there any more.
      if (error instanceof OtherPerson) return;
      if (!(error instanceof ApiError)) throw error;
    }
  }
}

/** Of one person, under their id; and of whoever uses the browser, which says something of them. */
const keysOf = (userId: string) => [
  ...["pending", "draft"].map((kind) => `roost.${kind}.${userId}.`),
  ...[`roost.last-room.${userId}`, "roost.emoji.", "roost.collapsed.", "roost.members-panel"],
];

/** Takes away all that this browser keeps of somebody. Language and colours are the browser's. */
export function forget(userId: string, storage: Storage): void {
  const beginnings = keysOf(userId);
  for (const key of Object.keys(storage)) {
    if (beginnings.some((beginning) => key.startsWith(beginning))) storage.removeItem(key);
  }
}
