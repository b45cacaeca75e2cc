import type { History, OldMessages } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** Whether a message was older than it is kept. */
export function isTooOld(
  { roomId, number }: { roomId: string; number: number },
  old: OldMessages | undefined,
): boolean {
  return old !== undefined && roomId === old.roomId && number <= old.upTo;
}

/** What was too old is gone, with its history and its reactions. That nothing else is, the check of rewrites finds. */
export function checkRetention({ old }: History, { database }: Store, report: Report): void {
  if (!old) return;
  const isOld = (row: { roomId: string; number: number }) => isTooOld(row, old);
  for (const { roomId, number, deleted } of database.messages.filter(isOld)) {
    if (!deleted) report("too old is gone", `${roomId}.${number} is there`);
  }
  for (const kind of ["edits", "reactions"] as const) {
    const left = database[kind].filter(isOld).length;
    if (left > 0) report("too old is gone", `${left} ${kind} are left of old messages`);
  }
}
