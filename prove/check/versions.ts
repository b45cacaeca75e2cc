import { digestOf } from "../digest.ts";
import type { History } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** Connections and replicas go from version to version without a gap, and a row is the same for all who see it. */
export function checkVersions({ devices }: History, store: Store, report: Report): void {
  /** By room, number and version. */
  const digests = new Map<string, number>();
  for (const row of store.database.messages) {
    digests.set(`${row.roomId}.${row.number} at ${row.version}`, digestOf(row));
  }
  for (const { device, events } of devices) {
    const versions = new Map<string, number>();
    for (const event of events) {
      if (event.type === "applied") {
        const { roomId, from, since, to } = event;
        const before = versions.get(roomId) ?? from;
        if (since > from || to <= from || before !== from) {
          report(
            "no gap",
            `${device}: ${roomId} went from ${before} to ${to} by those since ${since}`,
          );
        }
        versions.set(roomId, to);
      } else if (event.type === "gap") {
        const { roomId, at, since } = event;
        report(
          "no gap on the wire",
          `${device}: ${roomId} at ${at} was sent changes since ${since}`,
        );
      } else if (event.type === "entered" || event.type === "gone") {
        versions.delete(event.roomId);
      } else if (event.type === "restarted") {
        versions.clear();
      } else if (event.type === "frame") {
        for (const [number, version, digest] of event.rows) {
          const name = `${event.roomId}.${number} at ${version}`;
          if ((digests.get(name) ?? digest) !== digest) {
            report("the same for all", `${device} saw another ${name}`);
          }
          digests.set(name, digest);
        }
      }
    }
  }
}
