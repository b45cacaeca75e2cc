import { draftStorage } from "./draft-storage.ts";
import { pendingStorage } from "./pending-storage.ts";

/** What a browser keeps of somebody's: unsent messages and drafts. */
export interface Stored {
  userId: string;
  messages: ReturnType<typeof pendingStorage>;
  drafts: ReturnType<typeof draftStorage>;
}

export function storedOf(userId: string, storage: Storage): Stored {
  return {
    userId,
    messages: pendingStorage(userId, storage),
    drafts: draftStorage(userId, storage),
  };
}

/** How many messages of somebody are in this browser and nowhere else, those of other tabs included. */
export function countUnsent(userId: string, storage: Storage): number {
  return pendingStorage(userId, storage).load().length;
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
