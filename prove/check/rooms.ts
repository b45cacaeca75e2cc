import type { DeviceHistory, History, MessageRow, RoomRow } from "../history.ts";
import { everPinned } from "./pins.ts";
import { isTooOld } from "./retention.ts";
import type { Store } from "./store.ts";
import type { Report } from "./violation.ts";

/** The counts in the row of a room are what a recount gives. */
export function checkRooms(history: History, store: Store, report: Report): void {
  const seen = seenVersions(history.devices);
  for (const room of store.database.rooms) {
    checkCounts(room, history, store, report);
    checkEveryVersion(room, history, store, seen.get(room.id) ?? new Map(), report);
  }
}

function checkCounts(room: RoomRow, history: History, store: Store, report: Report): void {
  const messages = store.messages(room.id);
  const members = store.database.members.filter(({ roomId }) => roomId === room.id);
  const present = members.filter(({ hasLeft }) => !hasLeft);
  if (room.lastNumber !== messages.length) {
    report("counts", `${room.id}: last number ${room.lastNumber}, ${messages.length} messages`);
  }
  for (const [index, { number }] of messages.entries()) {
    if (number !== index + 1)
      report("numbers", `${room.id}: ${number} where ${index + 1} should be`);
  }
  if (room.memberCount !== present.length) {
    report("counts", `${room.id}: ${room.memberCount} members, ${present.length} rows`);
  }
  if (
    room.userIds === null &&
    present.length > 0 &&
    !present.some(({ role }) => role === "owner")
  ) {
    report("an owner", `${room.id}: ${present.length} members, and none of them is its owner`);
  }
  for (const { userId, hasLeft } of members) {
    if (store.isMember(room.id, userId) === hasLeft) {
      report(
        "members",
        `${room.id}: the messages tell another story of ${userId} than the members`,
      );
    }
  }
  const reactions = store.database.reactions.filter(({ roomId }) => roomId === room.id);
  const rows = [...messages, ...members, ...reactions];
  const newest = Math.max(1, ...rows.map(({ version }) => version));
  // The row of a direct says who of the two has blocked the other; no other row changes with it.
  if (newest > room.version || newest < room.version - blocksIn(room, history)) {
    report("versions", `${room.id}: at version ${room.version}, its newest row at ${newest}`);
  }
  // Edits and pins raise versions; without them, the order of the numbers is that of the versions.
  const pins = everPinned(history.rewrites);
  const untouched = messages.filter(
    (row) => !wasRewritten(row) && !pins.has(`${room.id}.${row.number}`),
  );
  for (const [index, { number, version }] of untouched.entries()) {
    const before = untouched[index - 1];
    if (before && before.version > version) {
      report("one order", `${room.id}: ${number} has a lower version than ${before.number}`);
    }
  }
}

const wasRewritten = ({ edited, deleted, restoredVersion }: MessageRow) =>
  edited || deleted || restoredVersion != null;

/** By room and version, the messages that devices saw at it. */
function seenVersions(devices: readonly DeviceHistory[]): Map<string, Map<number, Set<number>>> {
  const seen = new Map<string, Map<number, Set<number>>>();
  for (const { events } of devices) {
    for (const event of events) {
      if (event.type !== "frame") continue;
      const room = seen.get(event.roomId) ?? new Map<number, Set<number>>();
      seen.set(event.roomId, room);
      for (const [number, version] of event.rows) {
        room.set(version, (room.get(version) ?? new Set()).add(number));
      }
      for (const version of event.reactions ?? [])
        room.set(version, room.get(version) ?? new Set());
    }
  }
  return seen;
}

/** Each version is one change: two messages share one only where nobody wrote them. */
function checkEveryVersion(
  room: RoomRow,
  history: History,
  store: Store,
  seen: Map<number, Set<number>>,
  report: Report,
): void {
  const { posts, rewrites, reactions } = history;
  const at = new Map([...seen].map(([version, numbers]) => [version, new Set(numbers)]));
  const note = (version: number | undefined, number: number) => {
    if (version !== undefined) at.set(version, (at.get(version) ?? new Set()).add(number));
  };
  for (const { number, version } of store.messages(room.id)) note(version, number);
  for (const { roomId, acknowledgements } of posts) {
    if (roomId !== room.id) continue;
    for (const { number, version } of acknowledgements) note(version, number);
  }
  for (const { roomId, number, version, outcome } of rewrites) {
    if (roomId === room.id && outcome === "acknowledged") note(version, number);
  }
  const stored = store.database.reactions.filter(({ roomId }) => roomId === room.id);
  const answered = reactions.filter(({ roomId }) => roomId === room.id);
  for (const { version } of [...stored, ...answered]) {
    if (version !== undefined) at.set(version, at.get(version) ?? new Set());
  }
  for (const [version, numbers] of at) {
    const written = [...numbers].filter((number) => !store.message(room.id, number)?.system);
    const [only] = written;
    const isSaid = [...numbers].every((number) => {
      const system = store.message(room.id, number)?.system;
      return number === only || (system?.event === "pinned" && system.number === only);
    });
    // The messages that expire together.
    const isExpiry = [...numbers].every((number) => {
      const row = store.message(room.id, number);
      return isTooOld({ roomId: room.id, number }, history.old) && row?.version === version;
    });
    if (!isExpiry && (written.length > 1 || (written.length === 1 && !isSaid))) {
      report("one change a version", `${room.id}: version ${version} is of ${[...numbers]}`);
    }
    if (version > room.version) {
      report("versions", `${room.id}: ${version} was seen, and it is at ${room.version}`);
    }
  }
  // The first version is that of a room without messages, and what nobody saw has to have a cause.
  const unseen = Array.from({ length: room.version }, (_, index) => index + 1).filter(
    (version) => version > 1 && !at.has(version),
  );
  const unknown = [...rewrites, ...reactions].filter(
    ({ roomId, outcome }) => roomId === room.id && outcome === "unknown",
  );
  const pins = everPinned(rewrites);
  const changed = store
    .messages(room.id)
    .filter(
      (row) =>
        (wasRewritten(row) || pins.has(`${room.id}.${row.number}`)) &&
        ![...at].some(isCreationOf(row.number, row)),
    );
  if (unseen.length > unknown.length + changed.length + blocksIn(room, history)) {
    report("versions", `${room.id}: no change is known for ${unseen.slice(0, 5).join(", ")} …`);
  }
}

/** How often a block may have closed or opened a direct of two: what was asked again, and held already, changed nothing. */
function blocksIn({ userIds }: RoomRow, { owns }: History): number {
  if (userIds?.length !== 2) return 0;
  const asked = owns.filter(
    ({ kind, userId, key }) =>
      kind === "block" && userId !== key && userIds.includes(userId) && userIds.includes(key),
  );
  const unanswered = asked.filter(({ outcome }) => outcome === "unknown").length;
  const answered = asked.filter(({ outcome }) => outcome === "acknowledged");
  return unanswered + new Set(answered.map((one) => `${one.userId} ${one.version}`)).size;
}

/** Whether a message was seen at a version before its last one. */
function isCreationOf(number: number, { version: last }: { version: number }) {
  return ([version, numbers]: [number, Set<number>]) => version < last && numbers.has(number);
}
