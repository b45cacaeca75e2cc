import type { Changes } from "@roost/protocol/changes.ts";
import type { EncodedFrame } from "./frame.ts";
import { encodeFrame } from "./frame.ts";

/** A connection as a room sees it. */
export interface Follower {
  readonly userId: string;
  deliver(roomId: string, frame: EncodedFrame): void;
  /** The person is no longer a member; nothing more of the room is delivered. */
  expelled(roomId: string): void;
}

/** How long a gap may wait for a late event of another commit before the store is asked. */
const GAP_PATIENCE_MS = 100;
/** How long the store is left alone after it could not answer. */
const REPAIR_RETRY_MS = 1_000;
/** Early events beyond this are forgotten: the store has them too. */
const MAX_EARLY_EVENTS = 100;

export interface FeedSource {
  /** The present versions of rooms, from the store. */
  versions(roomIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The changes of the room since a version, from the store. */
  load(roomId: string, since: number): Promise<Changes | null>;
  /** Told of every failed `load`, which is tried again. */
  onLoadError(error: unknown): void;
}

/**
 * The changes of one room on this node, in order and without a gap, to the members connected
 * here. Events may come late, twice or not at all: what is missing is read from the store.
 */
export class RoomFeed {
  readonly roomId: string;
  readonly #source: FeedSource;
  /** By follower, the version at which it is known to be a member. */
  readonly #followers = new Map<Follower, number>();
  /** Up to where the followers are; null until the feed has started. */
  #version: number | null = null;
  /** The highest version that is known to exist. */
  #target = 0;
  /** Events that came too early, by the version they start from. */
  readonly #early = new Map<number, Changes>();
  #repair: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(roomId: string, source: FeedSource) {
    this.roomId = roomId;
    this.#source = source;
  }

  get size(): number {
    return this.#followers.size;
  }

  add(follower: Follower): void {
    if (!this.#followers.has(follower)) this.#followers.set(follower, -1);
  }

  remove(follower: Follower): void {
    this.#followers.delete(follower);
  }

  has(follower: Follower): boolean {
    return this.#followers.has(follower);
  }

  /**
   * Begins at what the store has, read after the subscription. Whoever reads the room later than
   * this gets everything after what they read, and their removal too.
   */
  start(version: number): void {
    this.#version ??= version;
    this.#target = Math.max(this.#target, version);
    this.#deliverEarly();
  }

  /** The store is known to have this version; if it does not arrive soon, it is read there. */
  expect(version: number): void {
    this.#target = Math.max(this.#target, version);
    this.#deliverEarly();
  }

  /** A follower has read the room at `version`, and was a member then. */
  confirm(follower: Follower, version: number): void {
    const known = this.#followers.get(follower);
    if (known === undefined) return;
    this.#followers.set(follower, Math.max(known, version));
    this.expect(version);
  }

  /** Takes an event of the bus. */
  take(changes: Changes): void {
    if (this.#closed) return;
    this.#target = Math.max(this.#target, changes.version);
    if (this.#version === null || changes.since > this.#version) {
      if (this.#early.size < MAX_EARLY_EVENTS) this.#early.set(changes.since, changes);
    } else if (changes.version > this.#version) {
      this.#deliver(changes);
    }
    this.#deliverEarly();
  }

  close(): void {
    this.#closed = true;
    if (this.#repair) clearTimeout(this.#repair);
    this.#early.clear();
    this.#followers.clear();
  }

  #deliver(changes: Changes): void {
    this.#version = changes.version;
    this.#expelRemoved(changes);
    if (this.#followers.size === 0) return;
    const frame = encodeFrame({ type: "changes", ...changes });
    for (const follower of this.#followers.keys()) follower.deliver(this.roomId, frame);
  }

  /** Before the frame leaves: who was removed gets nothing of what came after. */
  #expelRemoved({ members = [] }: Changes): void {
    for (const { userId, leftAt, version } of members) {
      if (leftAt === null) continue;
      for (const [follower, confirmedAt] of this.#followers) {
        if (follower.userId !== userId || confirmedAt >= version) continue;
        this.#followers.delete(follower);
        follower.expelled(this.roomId);
      }
    }
  }

  #deliverEarly(): void {
    const starts = [...this.#early.keys()].sort((a, b) => a - b);
    for (const since of starts) {
      const changes = this.#early.get(since);
      if (this.#version === null || !changes || since > this.#version) break;
      this.#early.delete(since);
      if (changes.version > this.#version) this.#deliver(changes);
    }
    if (this.#behind) this.#repairIn(GAP_PATIENCE_MS);
  }

  get #behind(): boolean {
    return this.#version !== null && this.#version < this.#target;
  }

  #repairIn(delayMs: number): void {
    if (this.#closed || this.#repair) return;
    this.#repair = setTimeout(() => void this.#repairGap(), delayMs);
  }

  async #repairGap(): Promise<void> {
    let delayMs = GAP_PATIENCE_MS;
    try {
      if (this.#behind && this.#version !== null) {
        const changes = await this.#source.load(this.roomId, this.#version);
        if (changes) this.take(changes);
      }
    } catch (error) {
      this.#source.onLoadError(error);
      delayMs = REPAIR_RETRY_MS;
    }
    this.#repair = null;
    if (this.#behind) this.#repairIn(delayMs);
  }
}
