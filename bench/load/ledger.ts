import type { ScannedChanges, ScannedPosted } from "./scan.ts";

/** What a connection holds of a room: the version it is at, and its newest message. */
export interface Place {
  version: number;
  number: number;
}

/** What all connections of a load were told, message by message. */
export interface Tally {
  /** Messages taken: one for each connection that learned of it, its sender by `posted`. */
  deliveries: number;
  /** Messages that came as new and were there already. */
  doubled: number;
  /** Messages that were passed over. */
  missing: number;
  /** Frames that told nothing new. A client ignores them; they are work for nothing. */
  stale: number;
  /** Times that a frame did not follow what was there, so that the room had to be asked for. */
  gaps: number;
}

export function emptyTally(): Tally {
  return { deliveries: 0, doubled: 0, missing: 0, stale: 0, gaps: 0 };
}

/**
 * Takes changes as the protocol says a replica does, and counts each message: its number has to
 * be the next one. Returns false where something before is missing, which has to be asked for.
 */
export function takeChanges(place: Place, tally: Tally, changes: ScannedChanges): boolean {
  if (changes.version <= place.version) {
    tally.stale += 1;
    return true;
  }
  if (changes.since > place.version) {
    tally.gaps += 1;
    return false;
  }
  for (const [index, number] of changes.numbers.entries()) {
    if ((changes.versions[index] as number) > place.version) takeMessage(place, tally, number);
  }
  place.version = changes.version;
  return true;
}

/** Takes the acknowledgement of one's own message, which is also its delivery. */
export function takePosted(place: Place, tally: Tally, posted: ScannedPosted): boolean {
  if (posted.repeated || posted.version <= place.version) return true;
  if (posted.version > place.version + 1) {
    tally.gaps += 1;
    return false;
  }
  takeMessage(place, tally, posted.number);
  place.version = posted.version;
  return true;
}

function takeMessage(place: Place, tally: Tally, number: number): void {
  if (number <= place.number) {
    tally.doubled += 1;
    return;
  }
  tally.missing += number - place.number - 1;
  tally.deliveries += 1;
  place.number = number;
}
