import { isMain } from "./in-thread.ts";
import type { Message } from "./message.ts";
import type { MyRoom } from "./my-room.ts";

/** The name that mentions everybody in the room. */
export const everybody = "room";

/** The name that mentions those who are there as it is written. */
export const present = "here";

/** MNT-5: whether I may mention everybody in a room of mine. */
export function mayMentionAll({
  role,
  guardedMentions = false,
}: Pick<MyRoom, "role" | "guardedMentions">): boolean {
  return !guardedMentions || role !== "member";
}

/**
 * Whether a message mentions somebody, to be told of it in its room: not who wrote it themselves, and not of
 * what stands in a thread alone, which whom it mentions follows.
 */
export function isMentioned(
  message: Pick<
    Message,
    "roomId" | "authorId" | "mentions" | "deletedAt" | "threadNumber" | "inRoom"
  >,
  userId: string | null,
): boolean {
  const { roomId, authorId, mentions, deletedAt } = message;
  if (!isMain(message)) return false;
  if (mentions === undefined || deletedAt !== null || userId === null || authorId === userId)
    return false;
  return mentions.includes(userId) || mentions.includes(roomId);
}
