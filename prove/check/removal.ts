import type { DeviceHistory, History } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** Who is not in a room is told nothing of it. */
export function checkRemoval({ devices }: History, store: Store, report: Report): void {
  for (const history of devices) checkDevice(history, store, report);
}

function checkDevice(
  { device, userId, events }: DeviceHistory,
  store: Store,
  report: Report,
): void {
  /** By connection and room: a row said that its person is out, and the room was not shown since. */
  const left = new Set<string>();
  /** By room, the newest version at which the device was shown to be a member. */
  const shown = new Map<string, number>();
  for (const event of events) {
    if (event.type === "place") {
      const { connection, roomId, hasLeft, readNumber, setAt } = event;
      if (hasLeft) left.add(`${connection} ${roomId}`);
      // Whoever comes in has read all that is there: what was before may be told to a device that held the room.
      const cameInAt = hasLeft ? 0 : store.cameInAt(roomId, userId, Math.max(readNumber, setAt));
      shown.set(roomId, Math.max(shown.get(roomId) ?? 0, cameInAt));
    }
    if (event.type !== "frame") continue;
    const { connection, kind, roomId, version } = event;
    const place = `${connection} ${roomId}`;
    if (kind === "joined" || kind === "snapshot") left.delete(place);
    if (left.has(place)) {
      report(
        "nothing after leaving",
        `${device} got ${kind} of ${roomId} at ${version} after it was out of it`,
      );
    }
    // Whoever came back may read what was said while they were away.
    if (version <= (shown.get(roomId) ?? 0)) continue;
    if (!store.wasMember(roomId, userId, version)) {
      report(
        "nothing to others",
        `${device} got ${kind} of ${roomId} at ${version}, but was not in`,
      );
    } else if (kind !== "changes") {
      shown.set(roomId, version);
    }
  }
}
