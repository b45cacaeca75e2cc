import type { MessagesQuery } from "@roost/protocol/http.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { Thread } from "@roost/protocol/thread.ts";
import { iso } from "./iso.ts";

type Question = Pick<MessagesQuery, "before" | "after"> & { middle: number | undefined };

/** Of all messages of a timeline those of a page, and the range of numbers in which they are all. */
export function partOf(
  all: readonly Message[],
  lastNumber: number,
  { before, after, middle }: Question,
  limit: number,
) {
  const placeOf = (number: number) => all.filter((one) => one.number < number).length;
  let wanted = all.length;
  if (before !== undefined) wanted = placeOf(before);
  if (after !== undefined) wanted = placeOf(after + 1) + limit;
  if (middle !== undefined) wanted = Math.max(0, placeOf(middle) - Math.floor(limit / 2)) + limit;
  const end = Math.min(wanted, all.length);
  const begin = after === undefined ? Math.max(0, end - limit) : placeOf(after + 1);
  const messages = all.slice(begin, end);
  const start = begin > 0 ? (messages[0]?.number ?? 1) : 1;
  const isOpen = before === undefined && end < all.length;
  return {
    messages,
    first: after === undefined ? start : after + 1,
    last: isOpen ? (messages.at(-1)?.number ?? 0) : before === undefined ? lastNumber : before - 1,
  };
}

/** What is shown of a thread at its root. */
export function threadOf(messages: readonly Message[], number: number, version: number): Thread {
  const replies = messages.filter((one) => one.threadNumber === number && one.deletedAt === null);
  const last = replies.at(-1);
  return {
    number,
    version,
    count: replies.length,
    lastNumber: last?.number ?? number,
    lastAuthorId: last?.authorId ?? null,
    lastAt: last?.createdAt ?? iso(0),
    userIds: [...new Set(replies.flatMap(({ authorId }) => authorId ?? []))].slice(0, 5),
  };
}
