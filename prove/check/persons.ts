import type { DeviceHistory, History, PlaceRow } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/**
 * What is a person's own goes from version to version, never back, on the wire as in the store, and in
 * the end every device was told all of it.
 */
export function checkPersons({ devices }: History, { database }: Store, report: Report): void {
  const stored = new Map(database.places.map((row) => [keyOf(row.userId, row.roomId), row]));
  for (const history of devices) checkDevice(history, stored, database.persons, report);
  const seen = new Set<string>();
  for (const { userId, roomId, version, hasLeft } of database.places) {
    const present = database.persons[userId] ?? 0;
    if (version > present || seen.has(`${userId} ${version}`)) {
      report("a version a change", `${userId} is at ${present}, and ${roomId} at ${version}`);
    }
    seen.add(`${userId} ${version}`);
    const member = database.members.find((row) => row.userId === userId && row.roomId === roomId);
    if (member?.hasLeft !== hasLeft) {
      report("places are memberships", `${userId} has another place in ${roomId} than there`);
    }
  }
  for (const { userId, roomId } of database.members) {
    if (!stored.has(keyOf(userId, roomId))) {
      report("places are memberships", `${userId} has no place in ${roomId}`);
    }
  }
}

function checkDevice(
  { device, userId, replica, events }: DeviceHistory,
  stored: ReadonlyMap<string, PlaceRow>,
  persons: Readonly<Record<string, number>>,
  report: Report,
): void {
  /** By connection, up to where it was told. */
  const told = new Map<number, number>();
  /** By connection and room, the newest row that was told. */
  const rows = new Map<string, number>();
  let last = 0;
  for (const event of events) {
    if (event.type === "mine") {
      const { connection, since, version, isWhole } = event;
      const before = told.get(connection);
      if (!isWhole && before !== undefined && since > before) {
        report(
          "no gap on the wire",
          `${device} was at ${before} of its own, and told since ${since}`,
        );
      }
      if (version < (before ?? 0)) {
        report(
          "own versions rise",
          `${device} was at ${before} of its own, and then at ${version}`,
        );
      }
      told.set(connection, version);
      last = Math.max(last, version);
    } else if (event.type === "place") {
      const { connection, roomId, version, readNumber, hiddenAt, hasLeft } = event;
      const place = keyOf(`${connection}`, roomId);
      if (version < (rows.get(place) ?? 0)) {
        report("own versions rise", `${device} was told an older place in ${roomId}: ${version}`);
      }
      rows.set(place, version);
      const row = stored.get(keyOf(userId, roomId));
      if (row?.version !== version) continue;
      const isEqual = row.readNumber === readNumber && row.hiddenAt === hiddenAt;
      if (!isEqual || row.hasLeft !== hasLeft) {
        report("places equal", `${device}: ${roomId} at ${version} is another row in the database`);
      }
    }
  }
  const present = persons[userId] ?? 0;
  if (replica && last !== present) {
    report(
      "places equal",
      `${device} was told up to ${last} of its own, the database is at ${present}`,
    );
  }
}

function keyOf(userId: string, roomId: string): string {
  return `${userId} ${roomId}`;
}
