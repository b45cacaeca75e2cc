import type { DeviceHistory, History } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/**
 * Who types is told to those who look, while they are in the room, and never of themselves; presence to
 * those who look at that person.
 */
export function checkSignals({ devices }: History, _: Store, report: Report): void {
  for (const history of devices) checkDevice(history, report);
}

function checkDevice({ device, userId, events }: DeviceHistory, report: Report): void {
  /** What the newest connection has ever looked at: frames may cross with the word that it looks away. */
  let watched = new Set<string>();
  let newest = 0;
  for (const event of events) {
    if (event.type === "opened") {
      newest = event.connection;
      watched = new Set();
    } else if (event.type === "watched") {
      for (const id of [...event.placeIds, ...event.userIds]) watched.add(id);
    } else if (event.type === "place" && event.hasLeft && event.connection === newest) {
      for (const id of [...watched]) if (id.startsWith(event.roomId)) watched.delete(id);
    } else if (event.type === "presence" && event.connection === newest) {
      for (const id of event.userIds) {
        if (!watched.has(id))
          report("presence is told to who looks", `${device} was told of ${id}`);
      }
    } else if (event.type === "typing" && event.connection === newest) {
      const { placeId, userIds } = event;
      const told = `${device} was told who types in ${placeId}`;
      if (!watched.has(placeId)) report("typing is told to who looks", told);
      if (userIds.includes(userId)) report("typing is told to others", told);
    }
  }
}
