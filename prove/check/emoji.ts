import type { EmojiRequest, EmojiRow, History } from "../history.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** What was acknowledged of the server's emoji is in their list, and that is the same on each device. */
export function checkEmoji({ emoji, devices }: History, { database }: Store, report: Report): void {
  const rows = new Map(database.emoji.map((row) => [row.name, row]));
  const requests = Map.groupBy(emoji, ({ name }) => name);
  for (const name of new Set([...rows.keys(), ...requests.keys()])) {
    checkName(name, requests.get(name) ?? [], rows.get(name), report);
  }
  checkVersions(emoji, database.emoji, report);
  const there = database.emoji.filter(({ digest }) => digest !== null);
  const expected = new Map(there.map(({ name, image }) => [name, image]));
  for (const { device, replica, emoji: held } of devices) {
    if (!replica) continue;
    for (const name of new Set([...expected.keys(), ...Object.keys(held)])) {
      if (held[name] !== expected.get(name)) {
        const detail = `${device} has ${held[name]} as :${name}:, the database ${expected.get(name)}`;
        report("emoji equal", detail);
      }
    }
  }
}

function checkName(
  name: string,
  requests: readonly EmojiRequest[],
  row: EmojiRow | undefined,
  report: Report,
): void {
  const acknowledged = requests.filter(({ outcome }) => outcome === "acknowledged");
  for (const { version, digest } of acknowledged) {
    if (version === undefined) continue;
    if (!row || row.version < version) {
      report("emoji", `:${name}: was acknowledged at ${version}, and is stored at ${row?.version}`);
    } else if (row.version === version && row.digest !== digest) {
      report("emoji", `:${name}: at ${version} was acknowledged as another image than is stored`);
    }
  }
  const now = row?.digest ?? null;
  // Before the first request there was none.
  const begin = row ? [] : [0];
  const ends = requests.flatMap(({ digest, outcome, answeredAt }) => {
    if (digest !== now || outcome === "refused") return [];
    // It may have been done long after the wait for an answer was given up.
    return [outcome === "unknown" ? Number.POSITIVE_INFINITY : answeredAt];
  });
  const lastEnd = Math.max(-1, ...begin, ...ends);
  if (lastEnd < 0) report("emoji", `:${name}: is stored as nobody asked for it`);
  else if (acknowledged.some(({ digest, askedAt }) => digest !== now && askedAt > lastEnd)) {
    report("emoji", `:${name}: is stored as before a change that was acknowledged`);
  }
}

/** Each change has one version, and nothing else has any. */
function checkVersions(
  requests: readonly EmojiRequest[],
  rows: readonly EmojiRow[],
  report: Report,
): void {
  const versions = rows.map(({ version }) => version);
  const most = requests.filter(({ outcome }) => outcome !== "refused").length;
  if (new Set(versions).size < rows.length || Math.max(0, ...versions) > most) {
    report("a version a change", `emoji are at ${versions.join(", ")} after ${most} changes`);
  }
}
