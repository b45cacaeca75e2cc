import type { History } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** For a set of people there is one direct, whoever opens it when: and they are its members for ever. */
export function checkDirects({ opens }: History, { database }: Store, report: Report): void {
  const bySet = new Map<string, string>();
  for (const { id, userIds } of database.rooms) {
    if (userIds === null) continue;
    const set = userIds.toSorted().join(" ");
    if (bySet.has(set)) report("one direct", `${id} and ${bySet.get(set)} are of the same people`);
    bySet.set(set, id);
    const members = database.members.filter(({ roomId }) => roomId === id);
    const present = members.flatMap(({ userId, hasLeft }) => (hasLeft ? [] : [userId]));
    if (present.sort().join(" ") !== set) {
      report("one direct", `${id}: its members are ${present}, and not those it was opened for`);
    }
  }
  for (const { userIds, roomId } of opens) {
    const stored = bySet.get(userIds.toSorted().join(" "));
    if (stored !== roomId) report("one direct", `${roomId} was answered, and ${stored} is stored`);
  }
}
