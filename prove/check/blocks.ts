import type { History, OwnRequest, Post } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/**
 * The direct of two people is closed by those of them who have blocked the other, and by nobody else; and what is sent
 * after a block was answered is not written in it.
 */
export function checkBlocks(history: History, store: Store, report: Report): void {
  for (const { id, userIds, blockedBy } of store.database.rooms) {
    const [one = "", other = "", ...more] = userIds ?? [];
    const pairs = [
      [one, other],
      [other, one],
    ] as const;
    const isOfTwo = other !== "" && more.length === 0;
    const expected = pairs.flatMap(([a, b]) => (isOfTwo && store.hasBlocked(a, b) ? [a] : []));
    const has = [...(blockedBy ?? [])].sort().join(" ");
    if (has !== expected.sort().join(" ")) {
      report("blocked", `${id} is closed by "${has}", and "${expected.join(" ")}" have blocked`);
    }
    if (!isOfTwo) continue;
    const blocks = pairs.flatMap(([a, b]) => surelyBlocked(history.owns, a, b));
    for (const post of history.posts) {
      if (post.roomId === id && blocks.some((span) => wasWrittenIn(span, post))) {
        report("blocked", `${id}: ${post.clientMessageId} was sent while blocked, and written`);
      }
    }
  }
}

/** Two moments: whatever was sent after the one, and answered before the other, met a block. */
interface Span {
  from: number;
  to: number;
}

function surelyBlocked(owns: readonly OwnRequest[], userId: string, other: string): Span[] {
  const asked = owns.filter(
    (one) => one.kind === "block" && one.userId === userId && one.key === other,
  );
  const ends = asked.filter(({ text, outcome }) => text === "" && outcome !== "refused");
  return asked
    .filter(({ text, outcome }) => text !== "" && outcome === "acknowledged")
    .flatMap(({ askedAt, answeredAt: from }) => {
      // One whose answer was lost may come to pass at any later time, and of two at once either is the last.
      const mayBeEnded = ends.some(
        (end) => end.askedAt < from && (end.outcome === "unknown" || end.answeredAt > askedAt),
      );
      const later = ends.map((end) => end.askedAt).filter((at) => at > from);
      return mayBeEnded ? [] : [{ from, to: Math.min(...later) }];
    });
}

function wasWrittenIn({ from, to }: Span, { sentAt = 0, acknowledgements }: Post): boolean {
  return sentAt > from && acknowledgements.some(({ at }) => at < to);
}
