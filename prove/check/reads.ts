import type { History } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** A read position that was told stays, unless its person sets it back, and never passes the newest message. */
export function checkReads({ devices, unreads }: History, store: Store, report: Report): void {
  const { database } = store;
  const setBack = new Set(
    unreads
      .filter(({ outcome }) => outcome !== "refused")
      .map(({ roomId, userId }) => `${roomId} ${userId}`),
  );
  const places = new Map(database.places.map((row) => [`${row.roomId} ${row.userId}`, row]));
  const members = new Map(database.members.map((row) => [`${row.roomId} ${row.userId}`, row]));
  const rooms = new Map(database.rooms.map((row) => [row.id, row]));
  for (const { device, userId, events } of devices) {
    for (const event of events) {
      if (event.type !== "place") continue;
      const key = `${event.roomId} ${userId}`;
      const position = members.get(key)?.readNumber ?? 0;
      const place = places.get(key);
      const isSetBack = setBack.has(key) && place !== undefined && place.setAt >= event.readNumber;
      if (event.readNumber > position && !(isSetBack && place.version > event.version)) {
        report(
          "read stays read",
          `${device}: ${event.roomId} read to ${event.readNumber}, now ${position}`,
        );
      }
    }
  }
  for (const { roomId, userId, readNumber } of database.members) {
    if (readNumber > (rooms.get(roomId)?.lastNumber ?? 0)) {
      report("read what exists", `${userId} has read ${roomId} to ${readNumber}, beyond its end`);
    }
  }
}
