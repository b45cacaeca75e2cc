import type { EditRow, History, MessageRow, Rewrite } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** The history of a message begins with its first text, has each edit once, and leads to what it says. */
export function checkEdits({ posts, rewrites }: History, store: Store, report: Report): void {
  const keyOf = ({ roomId, number }: { roomId: string; number: number }) => `${roomId}.${number}`;
  const first = new Map(
    posts.map((post) => [`${post.roomId} ${post.authorId} ${post.clientMessageId}`, post.body]),
  );
  const edits = Map.groupBy(store.database.edits, keyOf);
  const rewritten = Map.groupBy(rewrites, keyOf);
  for (const row of store.database.messages) {
    const kept = edits.get(keyOf(row)) ?? [];
    const done = rewritten.get(keyOf(row)) ?? [];
    if (row.deleted && kept.length > 0) report("deleted is gone", `${keyOf(row)} has a history`);
    if (row.deleted || row.authorId === null) continue;
    const original = first.get(`${row.roomId} ${row.authorId} ${row.clientMessageId}`);
    for (const fault of faultsOf(row, kept, done, original)) {
      report("history", `${keyOf(row)} ${fault}`);
    }
  }
}

function* faultsOf(
  row: MessageRow,
  kept: readonly EditRow[],
  rewrites: readonly Rewrite[],
  original: string | undefined,
): Iterable<string> {
  const texts = [...kept.map(({ body }) => body), row.body];
  if (row.edited !== kept.length > 0)
    yield `was edited: ${row.edited}, ${kept.length} texts before`;
  if (original !== undefined && texts[0] !== original) yield `began with "${texts[0]}"`;
  for (const { kind, body, version, outcome } of rewrites) {
    if (kind !== "edit" || outcome !== "acknowledged" || version === undefined) continue;
    const times = texts.filter((text) => text === body).length;
    if (times !== 1) yield `has the text of version ${version} ${times} times`;
    // What that edit took the place of is kept under its version.
    if (!kept.some((one) => one.version === version)) yield `lost what version ${version} replaced`;
  }
  const possible = new Set(rewrites.map(({ body }) => body));
  for (const text of texts.slice(1)) {
    if (!possible.has(text)) yield `has a text that nobody gave it: "${text}"`;
  }
}
