import { isMain } from "./in-thread.ts";
import { limits } from "./limits.ts";
import type { Message } from "./message.ts";
import type { Uncounted } from "./my-room.ts";

/** What unread is a function of. */
export interface Place {
  lastNumber: number;
  readNumber: number;
  /** May have more than is after `readNumber`. */
  uncounted: Uncounted;
}

/**
 * Whether a message is unread in its room to somebody who has not got to it: somebody else wrote it, and it
 * stands since then, and not in a thread alone. What was deleted and came back is unread to nobody, so that what was uncounted
 * once stays so.
 */
export function counts(
  message: Pick<
    Message,
    "authorId" | "system" | "deletedAt" | "restoredVersion" | "threadNumber" | "inRoom"
  >,
  userId: string | null,
): boolean {
  const { authorId, system, deletedAt, restoredVersion } = message;
  const stands = deletedAt === null && restoredVersion === undefined;
  return system === null && stands && authorId !== userId && isMain(message);
}

/** Up to where the author of a message had read its room when it was written; 0 for what does not tell that. */
export function readBy(message: Message): number {
  const { authorId, number, seen } = message;
  return authorId === null || !isMain(message) ? 0 : (seen ?? number);
}

/**
 * READ-3. Exact among the newest `unreadWindowMessages`; before those every message counts, so that
 * what both sides hold is bounded and the answer the same.
 */
export function unreadOf({ lastNumber, readNumber, uncounted }: Place): number {
  const start = Math.max(readNumber, windowStart(lastNumber));
  let unread = Math.max(0, lastNumber - readNumber);
  for (const [from = 0, to = 0] of uncounted) {
    unread -= Math.max(0, Math.min(to, lastNumber) - Math.max(from, start + 1) + 1);
  }
  return unread;
}

/** The number behind which it matters what a message is. */
export function windowStart(lastNumber: number): number {
  return Math.max(0, lastNumber - limits.unreadWindowMessages);
}

/** The ranges that cover these too. Numbers may come in any order, and again. */
export function uncount(ranges: Uncounted, added: Uncounted): Uncounted {
  const all = [...ranges, ...added].sort(([a = 0], [b = 0]) => a - b);
  const joined: [number, number][] = [];
  for (const [from = 0, to = 0] of all) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** The ranges without what is not needed any more. */
export function prune({ lastNumber, readNumber, uncounted }: Place): Uncounted {
  const start = Math.max(readNumber, windowStart(lastNumber));
  if ((uncounted[0]?.[0] ?? Number.POSITIVE_INFINITY) > start) return uncounted;
  return uncounted
    .filter(([, to = 0]) => to > start)
    .map(([from = 0, to = 0]) => [Math.max(from, start + 1), to]);
}
