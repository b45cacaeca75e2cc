import type { History } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** What people keep for themselves is stored once it was acknowledged, and is the same on each device. */
export function checkOwn({ owns, devices }: History, { database }: Store, report: Report): void {
  const stored = new Map(database.own.map((row) => [`${row.userId} ${row.kind} ${row.key}`, row]));
  for (const { userId, kind, key, text, outcome, version } of owns) {
    if (outcome !== "acknowledged" || version === undefined) continue;
    const what = `${userId} ${kind} ${key}`;
    const row = stored.get(what);
    if (!row || row.version < version) {
      report("own rows", `${what}: acknowledged at ${version}, stored at ${row?.version}`);
    } else if (row.version === version && row.text !== text) {
      report("own rows", `${what} at ${version}: acknowledged another text than is stored`);
    }
  }
  const versions = new Set(database.places.map((row) => `${row.userId} ${row.version}`));
  for (const { userId, kind, key, version } of database.own) {
    const id = `${userId} ${version}`;
    if (version > (database.persons[userId] ?? 0) || versions.has(id)) {
      report("a version a change", `${kind} ${key} of ${userId} is at ${version}`);
    }
    versions.add(id);
  }
  for (const { device, userId, replica, own } of devices) {
    if (!replica) continue;
    const kept = database.own.filter((row) => row.userId === userId && row.text !== "");
    const expected = new Map(kept.map(({ kind, key, text }) => [`${kind} ${key}`, text]));
    for (const key of new Set([...expected.keys(), ...Object.keys(own)])) {
      if (own[key] !== expected.get(key)) {
        report(
          "own rows equal",
          `${device} has ${JSON.stringify(own[key])} as ${key}, the database ${JSON.stringify(expected.get(key))}`,
        );
      }
    }
  }
}
