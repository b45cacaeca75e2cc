import type { Changes } from "@roost/protocol/changes.ts";
import type { Member } from "@roost/protocol/member.ts";
import { readBy } from "@roost/protocol/unread.ts";
import { sizeOf } from "../rooms/log/kinds.ts";
import { type EncodedFrame, encodeFrame } from "./frame.ts";

/** A change that was delivered a short while ago, as it went over the wire. */
export class RecentChange {
  readonly changes: Changes;
  readonly takenAtMs: number;
  #frame: EncodedFrame | null = null;

  constructor(changes: Changes, takenAtMs: number) {
    this.changes = changes;
    this.takenAtMs = takenAtMs;
  }

  /** Encoded when it is needed first, for all who need it. */
  get frame(): EncodedFrame {
    this.#frame ??= encodeFrame({ type: "changes", ...this.changes });
    return this.#frame;
  }

  /** An estimate of what it holds of memory, in bytes. */
  get bytes(): number {
    const { count, characters } = sizeOf(this.changes);
    let bytes = 1_000 * (count + 1) + 2 * characters;
    for (const { body } of this.changes.quoted ?? []) bytes += 500 + 2 * body.length;
    return bytes;
  }

  /** What became of somebody's membership after a version of the room, if anything. */
  memberSince(userId: string, version: number): Member | undefined {
    return this.changes.members?.find(
      (member) => member.userId === userId && member.version > version,
    );
  }

  /** How far somebody had read who wrote messages of it; 0 where they wrote none. */
  readBy(userId: string): number {
    let read = 0;
    for (const message of this.changes.messages ?? []) {
      if (message.authorId === userId) read = Math.max(read, readBy(message));
    }
    return read;
  }
}

/** The last changes of a room, one behind the other without a gap. */
export class RecentChanges {
  /** The oldest first. */
  #changes: RecentChange[] = [];
  readonly #memory: RecentMemory;

  constructor(memory: RecentMemory) {
    this.#memory = memory;
  }

  push(change: RecentChange): void {
    this.#changes.push(change);
    this.#memory.took(this, change);
  }

  /**
   * What came after a version of the room, which is at `present` now. Null where that is not known
   * any more.
   */
  since(version: number, present: number): readonly RecentChange[] | null {
    if (version >= present) return [];
    const oldest = this.#changes[0];
    if (!oldest || oldest.changes.since > version) return null;
    return this.#changes.slice(this.#changes.findIndex(({ changes }) => changes.version > version));
  }

  /** Called by the memory, for the oldest change of all. */
  dropOldest(): void {
    this.#changes.shift();
  }
}

interface Held {
  of: RecentChanges;
  change: RecentChange;
}

/**
 * Bounds the recent changes of all rooms of a node together, in bytes and in age: a busy room may
 * use what quiet ones leave.
 */
export class RecentMemory {
  readonly #maxBytes: number;
  readonly #maxAgeMs: number;
  readonly #now: () => number;
  /** The oldest first; those before `#first` are gone. */
  #held: Held[] = [];
  #first = 0;
  #bytes = 0;

  constructor(maxBytes: number, maxAgeMs: number, now: () => number) {
    this.#maxBytes = maxBytes;
    this.#maxAgeMs = maxAgeMs;
    this.#now = now;
  }

  now(): number {
    return this.#now();
  }

  took(of: RecentChanges, change: RecentChange): void {
    this.#held.push({ of, change });
    this.#bytes += change.bytes;
    this.trim();
  }

  /** Drops what is too old or too much. Called every few seconds, too. */
  trim(): void {
    const oldestMs = this.#now() - this.#maxAgeMs;
    for (;;) {
      const held = this.#held[this.#first];
      if (!held) break;
      if (this.#bytes <= this.#maxBytes && held.change.takenAtMs >= oldestMs) break;
      held.of.dropOldest();
      this.#bytes -= held.change.bytes;
      this.#first += 1;
    }
    if (this.#first > this.#held.length / 2) {
      this.#held = this.#held.slice(this.#first);
      this.#first = 0;
    }
  }
}
