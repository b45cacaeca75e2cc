import type { History, ReactionRequest } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

const kindOf = ({ roomId, number, emoji }: Pick<ReactionRequest, "roomId" | "number" | "emoji">) =>
  `${roomId}.${number} ${emoji}`;

/** Acknowledged reactions are stored, once each, and their counts are what a recount gives. */
export function checkReactions({ reactions }: History, store: Store, report: Report): void {
  const { database } = store;
  for (const [kind, rows] of Map.groupBy(database.reactions, kindOf)) {
    const newest = rows.reduce((a, b) => (a.version > b.version ? a : b));
    const on = rows.filter(({ removed }) => !removed).length;
    if (newest.count !== on) report("reactions", `${kind}: counted ${newest.count}, stored ${on}`);
    if (store.message(newest.roomId, newest.number)?.deleted) {
      report("reactions", `${kind}: left over from a deleted message`);
    }
  }
  const byPerson = Map.groupBy(reactions, (one) => `${kindOf(one)} ${one.userId}`);
  const stored = new Map(database.reactions.map((row) => [`${kindOf(row)} ${row.userId}`, row]));
  for (const [key, requests] of byPerson) {
    // Of several, the one that came last may have been sent first.
    const [only] = requests;
    if (requests.length > 1 || only?.outcome !== "acknowledged") continue;
    const row = store.message(only.roomId, only.number);
    if (row?.deleted) continue;
    const isOn = stored.get(key)?.removed === false;
    // A message that came back has none of those from before.
    const isGone = row?.restoredVersion != null && (only.version ?? 0) < row.restoredVersion;
    if (isOn !== (only.on && !isGone))
      report("reactions", `${key}: acknowledged as ${only.on}, stored ${isOn}`);
  }
}
