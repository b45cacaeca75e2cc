import type { History } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** What is shown of each thread is what a recount gives, and whoever wrote in one has it in their log. */
export function checkThreads(_: History, { database }: Store, report: Report): void {
  const threads = new Map(database.threads.map((row) => [`${row.roomId}.${row.number}`, row]));
  const replies = database.messages.filter(({ threadNumber }) => threadNumber != null);
  const byThread = Map.groupBy(replies, (one) => `${one.roomId}.${one.threadNumber}`);
  for (const [id, ofThread] of byThread) {
    const standing = ofThread.filter(({ deleted }) => !deleted);
    const count = standing.length;
    const root = Number(id.slice(id.lastIndexOf(".") + 1));
    const last = Math.max(root, ...standing.map(({ number }) => number));
    const row = threads.get(id);
    if (row?.count !== count || row.lastNumber !== last) {
      const has = JSON.stringify(row);
      report("threads", `${id}: ${has} is stored; there are ${count}, the last is ${last}`);
    }
  }
  const own = new Set(database.own.map(({ userId, kind, key }) => `${userId} ${kind} ${key}`));
  for (const { roomId, number, threadNumber, authorId } of replies) {
    if (own.has(`${authorId} thread ${roomId}.${threadNumber}`)) continue;
    report("followers", `${authorId} wrote ${roomId}.${number}, and knows nothing of its thread`);
  }
}
