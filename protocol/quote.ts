import { limits } from "./limits.ts";
import type { Message, Quote } from "./message.ts";

/** What is shown of a message in the replies to it. */
export function quoteOf(source: Quote & Pick<Message, "forwarded">): Quote {
  const { number, version, authorId, body, forwarded, deletedAt } = source;
  return { number, version, authorId, body: beginningOf(body || forwarded?.body || ""), deletedAt };
}

/** As the database cuts it: in code points. */
function beginningOf(body: string): string {
  const { quoteCharacters } = limits;
  if (body.length <= quoteCharacters) return body;
  return [...body.slice(0, 2 * quoteCharacters)].slice(0, quoteCharacters).join("");
}

/** The numbers of what is shown with a message: what it replies to, and the root that it leads to from the room. */
export function quotedIn({
  replyTo,
  threadNumber,
  inRoom,
}: Pick<Message, "replyTo" | "threadNumber" | "inRoom">): number[] {
  const root = inRoom ? threadNumber : undefined;
  return [replyTo, root].filter((number) => number !== undefined);
}
