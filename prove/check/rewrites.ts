import type { History, MessageRow, Rewrite } from "../history.ts";
import { isPin } from "./pins.ts";
import { isTooOld } from "./retention.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** Acknowledged edits, deletions and pins are there, or later ones; refused ones are not. */
export function checkRewrites(
  { posts, rewrites, old }: History,
  store: Store,
  report: Report,
): void {
  const original = new Map(
    posts.map((post) => [`${post.roomId} ${post.authorId} ${post.clientMessageId}`, post.body]),
  );
  const byMessage = Map.groupBy(rewrites, ({ roomId, number }) => `${roomId}.${number}`);
  for (const row of store.database.messages) {
    if (row.authorId === null) continue;
    const asked = byMessage.get(`${row.roomId}.${row.number}`) ?? [];
    const of = isTooOld(row, old) ? [...asked, expiryOf(row)] : asked;
    const first = original.get(`${row.roomId} ${row.authorId} ${row.clientMessageId}`);
    checkMessage(row, of, first, report);
  }
}

/** It was deleted at some time, by nobody. */
function expiryOf({ roomId, number }: MessageRow): Rewrite {
  return { kind: "delete", roomId, number, body: "", outcome: "unknown" };
}

function checkMessage(
  row: MessageRow,
  rewrites: readonly Rewrite[],
  first: string | undefined,
  report: Report,
): void {
  const name = `${row.roomId}.${row.number}`;
  const done = rewrites.filter(({ outcome }) => outcome === "acknowledged");
  const possible = rewrites.filter(({ outcome }) => outcome !== "refused");
  checkDeletion(row, done, possible, report);
  if (row.deleted && row.body !== "") report("deleted is gone", `${name} still has a text`);
  for (const { kind, body, version = 0 } of done) {
    if (version > row.version) {
      report(
        "no loss",
        `${name}: a ${kind} acknowledged at version ${version}, now ${row.version}`,
      );
    } else if (kind === "edit" && version === row.version && !row.deleted && row.body !== body) {
      report("the same text", `${name}: edited to "${body}", stored "${row.body}"`);
    }
  }
  if (row.deleted) {
    if (row.pinnedBy) report("deleted is gone", `${name} is still pinned`);
    return;
  }
  checkPin(row, possible, report);
  // A pin leaves the text as it was, and so does what brings it back.
  const lastEdit = Math.max(
    ...done.map(({ kind, version = 0 }) => (kind === "edit" ? version : 0)),
  );
  const isMoved = possible.some(isPin) || row.restoredVersion != null;
  const textFrom = isMoved ? lastEdit : row.version;
  const isOfEdit = (one: Rewrite) =>
    one.kind === "edit" &&
    one.body === row.body &&
    (one.outcome === "unknown" || one.version === textFrom);
  if (row.edited && !possible.some(isOfEdit)) {
    report("the same text", `${name} has a text that no edit left there: "${row.body}"`);
  }
  const wasEdited = done.some(({ kind }) => kind === "edit");
  if (!row.edited && (wasEdited || (first !== undefined && row.body !== first))) {
    report("no loss", `${name} was edited, and has its first text`);
  }
}

/** Of a deletion and of bringing it back, what was done last holds; and neither is so without somebody who asked. */
function checkDeletion(
  row: MessageRow,
  done: readonly Rewrite[],
  possible: readonly Rewrite[],
  report: Report,
): void {
  const name = `${row.roomId}.${row.number}`;
  const isPossible = (wanted: Rewrite["kind"]) => possible.some(({ kind }) => kind === wanted);
  const { restoredVersion = null } = row;
  const deletions = done.filter(({ kind }) => kind === "delete");
  const last = Math.max(...deletions.map(({ version = Number.POSITIVE_INFINITY }) => version));
  if (last > (restoredVersion ?? 0) && !row.deleted) {
    report("deleted stays deleted", `${name} is there again`);
  }
  if (row.deleted && !isPossible("delete")) {
    report("nothing invented", `${name} is deleted, but nobody did that`);
  }
  if (restoredVersion !== null && !isPossible("bring back")) {
    report("nothing invented", `${name} came back, but nobody did that`);
  }
  for (const { kind, version: at = 0 } of done) {
    const isGoneSince = possible.some(({ kind: other, outcome, version = 0 }) => {
      return other === "delete" && (outcome === "unknown" || version > at);
    });
    if (kind === "bring back" && row.deleted && !isGoneSince) {
      report("no loss", `${name} came back at version ${at}, and is deleted`);
    }
  }
}

function checkPin(row: MessageRow, possible: readonly Rewrite[], report: Report): void {
  const name = `${row.roomId}.${row.number}`;
  const pins = possible.filter(isPin);
  if (row.pinnedBy && !pins.some(({ kind }) => kind === "pin")) {
    report("nothing invented", `${name} is pinned, but nobody did that`);
  }
  // Of several, the one that came last may have been sent first.
  const [only] = pins;
  if (pins.length > 1 || only?.outcome !== "acknowledged") return;
  // A deletion takes the pin, and what brings the message back does not bring it back.
  const isGone = row.restoredVersion != null && (only.version ?? 0) < row.restoredVersion;
  if ((only.kind === "pin" && !isGone) !== Boolean(row.pinnedBy)) {
    report("no loss", `${name}: a ${only.kind} was acknowledged, pinned by ${row.pinnedBy}`);
  }
}
