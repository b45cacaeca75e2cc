import type { History } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** A read position that was told stays, and never passes the newest message. */
export function checkReads({ devices }: History, { database }: Store, report: Report): void {
  const members = new Map(database.members.map((row) => [`${row.roomId} ${row.userId}`, row]));
  const rooms = new Map(database.rooms.map((row) => [row.id, row]));
  for (const { device, userId, events } of devices) {
    for (const event of events) {
      if (event.type !== "frame" || event.kind !== "read") continue;
      const position = members.get(`${event.roomId} ${userId}`)?.readNumber ?? 0;
      if (event.number > position) {
        report(
          "read stays read",
          `${device}: ${event.roomId} read to ${event.number}, now ${position}`,
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
