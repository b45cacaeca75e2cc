import type { History } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** A device connects as its own person, whoever else has signed in where it is. */
export function checkIdentity({ devices }: History, _: Store, report: Report): void {
  for (const { device, userId: own, events } of devices) {
    for (const event of events) {
      if (event.type !== "welcomed" || event.userId === own) continue;
      report("one person", `${device} is of ${own}, and was connected as ${event.userId}`);
    }
  }
}
