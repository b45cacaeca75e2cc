import type { History, MessageRow, Post } from "../history.ts";
import { everPinned } from "./pins.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** What was sent is in the database as it was acknowledged, once, and nothing else is. */
export function checkPosts(
  { posts, rewrites }: History,
  { database }: Store,
  report: Report,
): void {
  const keyOf = (one: {
    roomId: string;
    authorId: string | null;
    clientMessageId: string | null;
  }) => `${one.roomId} ${one.authorId} ${one.clientMessageId}`;
  const written = database.messages.filter(({ authorId }) => authorId !== null);
  const rows = Map.groupBy(written, keyOf);
  const sent = new Set(posts.filter(({ transmissions }) => transmissions > 0).map(keyOf));

  for (const [key, copies] of rows) {
    if (copies.length > 1) report("stored once", `${key} is stored ${copies.length} times`);
    if (!sent.has(key)) report("nothing invented", `${key} is stored, but nobody sent it`);
  }
  const pins = everPinned(rewrites);
  for (const post of posts) {
    const row = rows.get(keyOf(post))?.[0];
    const isPinned = row !== undefined && pins.has(`${row.roomId}.${row.number}`);
    checkAcknowledged(post, row, isPinned, report);
    const allRefused = post.transmissions > 0 && post.refusals >= post.transmissions;
    if (row && allRefused)
      report("refused is refused", `${label(post)} was refused, and is stored`);
  }
  checkOrder(posts, (post) => rows.get(keyOf(post))?.[0]?.number, report);
}

function checkAcknowledged(
  post: Post,
  row: MessageRow | undefined,
  isPinned: boolean,
  report: Report,
): void {
  const isChanged = row?.edited || row?.deleted || row?.restoredVersion != null;
  for (const { number, version } of post.acknowledgements) {
    if (!row) {
      report("no loss", `${label(post)} was acknowledged as ${number}, and is not stored`);
    } else if (row.number !== number) {
      report("one number", `${label(post)}: acknowledged as ${number}, stored as ${row.number}`);
    } else if (isChanged || isPinned ? version > row.version : version !== row.version) {
      report(
        "one version",
        `${label(post)}: acknowledged at version ${version}, stored at ${row.version}`,
      );
    }
  }
  if (row && !row.edited && !row.deleted && row.body !== post.body) {
    report("the same text", `${label(post)}: sent "${post.body}", stored "${row.body}"`);
  }
  if (row && (row.threadNumber ?? undefined) !== post.threadNumber) {
    const [sent, stored] = [post.threadNumber, row.threadNumber];
    report("the same thread", `${label(post)}: below ${sent}, stored below ${stored}`);
  }
  if (row && (row.replyTo ?? undefined) !== post.replyTo) {
    report("the same reply", `${label(post)}: to ${post.replyTo}, stored to ${row.replyTo}`);
  }
}

/** A device's messages in a room are stored in the order in which they were written. */
function checkOrder(
  posts: readonly Post[],
  numberOf: (post: Post) => number | undefined,
  report: Report,
): void {
  const newest = new Map<string, number>();
  for (const post of posts) {
    const number = numberOf(post);
    if (number === undefined || !post.isOrdered || wasGivenUp(post)) continue;
    const lane = `${post.device} ${post.roomId}`;
    const before = newest.get(lane) ?? 0;
    if (number < before) {
      report(
        "order of writing",
        `${label(post)} is ${number}, behind one written before: ${before}`,
      );
    }
    newest.set(lane, Math.max(before, number));
  }
}

/**
 * One copy was refused for good, and the author went on, while another was under way: that one may
 * still be stored, at its own time.
 */
function wasGivenUp({ transmissions, refusals, acknowledgements }: Post): boolean {
  return refusals > 0 && transmissions > refusals && acknowledgements.length === 0;
}

function label({ clientMessageId, device, roomId }: Post): string {
  return `${clientMessageId} of ${device} in ${roomId}`;
}
