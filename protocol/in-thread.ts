import type { Message } from "./message.ts";
import type { FollowedThread } from "./own.ts";
import type { Thread } from "./thread.ts";

/** Whether a message stands in the timeline of its room, and not only in a thread. */
export function isMain({
  threadNumber,
  inRoom,
}: Pick<Message, "threadNumber" | "inRoom">): boolean {
  return threadNumber === undefined || inRoom === true;
}

/** Whether a message is the root of a thread or stands in it. */
export function isInThread(
  { number, threadNumber }: Pick<Message, "number" | "threadNumber">,
  root: number,
): boolean {
  return number === root || threadNumber === root;
}

/**
 * THR-7: whether somebody who follows a thread has something to read in it: somebody else wrote its newest
 * reply, behind what they have read.
 */
export function isThreadUnread(
  { lastNumber, lastAuthorId }: Pick<Thread, "lastNumber" | "lastAuthorId">,
  { follows, read }: FollowedThread,
  userId: string | null,
): boolean {
  return follows && lastAuthorId !== null && lastNumber > read && lastAuthorId !== userId;
}
