import type { History, MessageRow } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** From the version that archived a room to that which restored it, without both. */
interface Span {
  from: number;
  to: number;
}

/** Nobody writes in a room or comes into it while it is archived, and its row says that it is. */
export function checkArchived({ posts, rewrites }: History, store: Store, report: Report): void {
  for (const room of store.database.rooms) {
    const spans = spansOf(store.messages(room.id));
    const isWithin = (version: number) =>
      spans.some(({ from, to }) => from < version && version < to);
    if (room.isArchived !== (spans.at(-1)?.to === Number.POSITIVE_INFINITY)) {
      report("archived", `${room.id}: the messages tell another story than the room`);
    }
    for (const row of store.messages(room.id)) {
      if (isWithin(row.version) && isForbidden(row)) {
        report("archived", `${room.id}.${row.number}: written at ${row.version}, while archived`);
      }
    }
    const answered = [
      ...posts.filter((one) => one.roomId === room.id).flatMap((one) => one.acknowledgements),
      ...rewrites.filter((one) => one.roomId === room.id && goesUnarchived.has(one.kind)),
    ];
    for (const { version = 0 } of answered) {
      if (isWithin(version)) report("archived", `${room.id}: acknowledged at ${version} meanwhile`);
    }
  }
}

const goesUnarchived = new Set(["edit", "bring back"]);

function spansOf(messages: readonly MessageRow[]): Span[] {
  const spans: Span[] = [];
  for (const { system, version } of messages) {
    const last = spans.at(-1);
    if (system?.event === "archived") spans.push({ from: version, to: Number.POSITIVE_INFINITY });
    if (system?.event === "restored" && last) last.to = version;
  }
  return spans;
}

/** What is deleted may have been meanwhile. */
function isForbidden({ system, deleted }: MessageRow): boolean {
  if (system === null) return !deleted;
  return system.event === "joined" || system.event === "added";
}
