import type { History } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** The direct of two people is closed by those of them who have blocked the other, and by nobody else. */
export function checkBlocks(_: History, store: Store, report: Report): void {
  for (const { id, userIds, blockedBy } of store.database.rooms) {
    const [one = "", other = "", ...more] = userIds ?? [];
    const pairs = [
      [one, other],
      [other, one],
    ] as const;
    const isOfTwo = other !== "" && more.length === 0;
    const expected = pairs.flatMap(([a, b]) => (isOfTwo && store.hasBlocked(a, b) ? [a] : []));
    const has = [...(blockedBy ?? [])].sort().join(" ");
    if (has === expected.sort().join(" ")) continue;
    report("blocked", `${id} is closed by "${has}", and "${expected.join(" ")}" have blocked`);
  }
}
