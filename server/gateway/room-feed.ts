import type { Changes } from "@roost/protocol/changes.ts";
import { advance, type RoomState } from "../rooms/state.ts";
import type { EncodedFrame } from "./frame.ts";
import { RecentChange, RecentChanges, type RecentMemory } from "./recent-changes.ts";

/** A connection as a room sees it. */
export interface Follower {
  readonly userId: string;
  readonly connectionId: string;
  deliver(feed: RoomFeed, frame: EncodedFrame): void;
  /** The person is no longer a member; nothing more of the room is delivered. */
  expelled(feed: RoomFeed): void;
}

export interface FeedSource {
  /** The changes of the room since a version, from the store. Null where there is no such room. */
  load(roomId: string, since: number): Promise<Changes | null>;
  /** Told of every failed `load`, which is tried again. */
  onLoadError(error: unknown): void;
  memory: RecentMemory;
}

interface Arrival {
  changes: Changes;
  origin: string | undefined;
}

/** How long a gap may wait for a late event of another commit before the store is asked. */
const GAP_PATIENCE_MS = 100;
/** How long the store is left alone after it could not answer. */
const REPAIR_RETRY_MS = 1_000;
/** Early events beyond this are forgotten: the store has them too. */
const MAX_EARLY_EVENTS = 100;

/**
 * One room on this node: its present state, its last changes, and all changes from now on, in order
 * and without a gap, for the members connected here. Events may come late, twice or not at all: what
 * is missing is read from the store.
 */
export class RoomFeed {
  readonly roomId: string;
  readonly #source: FeedSource;
  readonly #recent: RecentChanges;
  /** By follower, the version at which it is known to be a member. */
  readonly #followers = new Map<Follower, number>();
  /** Null until the feed has started. Its version is that up to which the followers are. */
  #state: RoomState | null = null;
  /** The highest version that is known to exist. */
  #target = 0;
  /** Events that came too early, by the version they start from. */
  readonly #early = new Map<number, Arrival>();
  #awaiting: { version: number; resolve: () => void }[] = [];
  #repair: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(roomId: string, source: FeedSource) {
    this.roomId = roomId;
    this.#source = source;
    this.#recent = new RecentChanges(source.memory);
  }

  /** Whether anybody follows it, or is about to. */
  get isUsed(): boolean {
    return this.#followers.size > 0 || this.#awaiting.length > 0;
  }

  /** The room as its followers know it. Only to be asked for after the start. */
  get state(): RoomState {
    if (!this.#state) throw new Error("The feed has not started.");
    return this.#state;
  }

  get version(): number {
    return this.state.room.version;
  }

  /**
   * Begins at what the store has, read after the subscription to the bus, so that nothing that is
   * committed later escapes.
   */
  start(state: RoomState): void {
    this.#state ??= state;
    this.expect(state.room.version);
  }

  /** Adds a member, as of this version of the room; they know everything up to the present one. */
  follow(follower: Follower, membershipVersion: number): void {
    const known = this.#followers.get(follower) ?? 0;
    this.#followers.set(follower, Math.max(known, membershipVersion));
  }

  unfollow(follower: Follower): void {
    this.#followers.delete(follower);
  }

  has(follower: Follower): boolean {
    return this.#followers.has(follower);
  }

  /**
   * Whether somebody who was a member at `version` has been removed since. Null where that is not
   * known, or where they are a member in another way now: then ask the store again.
   */
  hasRemoved(userId: string, version: number): boolean | null {
    const changes = this.#state && this.recentSince(version);
    if (!changes) return null;
    let isRemoved: boolean | null = false;
    for (const change of changes) {
      const member = change.memberSince(userId, version);
      if (member) isRemoved = member.leftAt === null ? null : true;
    }
    return isRemoved;
  }

  /** The changes after a version, if they are still in memory. */
  recentSince(version: number): readonly RecentChange[] | null {
    return this.#recent.since(version, this.version);
  }

  /** The store is known to have this version; if it does not arrive soon, it is read there. */
  expect(version: number): void {
    this.#target = Math.max(this.#target, version);
    this.#deliverEarly();
  }

  /**
   * Resolves when the feed has come to a version that the store is known to have, or is closed and
   * comes no further.
   */
  async reached(version: number): Promise<void> {
    if (this.#closed || this.version >= version) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#awaiting.push({ version, resolve });
    this.expect(version);
    await promise;
  }

  /**
   * Takes an event of the bus.
   *
   * @param origin The connection that posted it all, and is told by the answer to its posts.
   */
  take(changes: Changes, origin?: string): void {
    if (this.#closed) return;
    this.#target = Math.max(this.#target, changes.version);
    if (!this.#state || changes.since > this.version) {
      if (this.#early.size < MAX_EARLY_EVENTS) this.#early.set(changes.since, { changes, origin });
    } else if (changes.version > this.version) {
      this.#deliver({ changes, origin });
    }
    // The answer to a post leaves behind this turn; what waited for that post must not overtake it.
    if (origin === undefined) this.#deliverEarly();
    else setImmediate(() => this.#deliverEarly());
  }

  close(): void {
    this.#closed = true;
    if (this.#repair) clearTimeout(this.#repair);
    this.#early.clear();
    this.#followers.clear();
    this.#release();
  }

  #deliver({ changes, origin }: Arrival): void {
    this.#state = advance(this.state, changes);
    this.#expelRemoved(changes);
    const change = new RecentChange(changes, this.#source.memory.now());
    this.#recent.push(change);
    // The frame is encoded when it is asked for: not for nobody.
    if (this.#followers.size > 0) {
      const { frame } = change;
      for (const follower of this.#followers.keys()) {
        if (follower.connectionId !== origin) follower.deliver(this, frame);
      }
    }
    if (this.#awaiting.length > 0) this.#release();
  }

  /** Before the frame leaves: who was removed gets nothing of what came after. */
  #expelRemoved({ members = [] }: Changes): void {
    for (const { userId, leftAt, version } of members) {
      if (leftAt === null) continue;
      for (const [follower, confirmedAt] of this.#followers) {
        if (follower.userId !== userId || confirmedAt >= version) continue;
        this.#followers.delete(follower);
        follower.expelled(this);
      }
    }
  }

  #release(): void {
    const isDone = ({ version }: { version: number }) => this.#closed || version <= this.version;
    const done = this.#awaiting.filter(isDone);
    this.#awaiting = this.#awaiting.filter((one) => !isDone(one));
    for (const { resolve } of done) resolve();
  }

  #deliverEarly(): void {
    if (!this.#state) return;
    if (this.#early.size > 0) {
      const starts = [...this.#early.keys()].sort((a, b) => a - b);
      for (const since of starts) {
        const arrival = this.#early.get(since);
        if (!arrival || since > this.version) break;
        this.#early.delete(since);
        if (arrival.changes.version > this.version) this.#deliver(arrival);
      }
    }
    if (this.#isBehind) this.#repairIn(GAP_PATIENCE_MS);
  }

  get #isBehind(): boolean {
    return this.version < this.#target;
  }

  #repairIn(delayMs: number): void {
    if (this.#closed || this.#repair) return;
    this.#repair = setTimeout(() => void this.#repairGap(), delayMs);
  }

  async #repairGap(): Promise<void> {
    let delayMs = GAP_PATIENCE_MS;
    try {
      if (this.#isBehind) {
        const { version } = this;
        const changes = await this.#source.load(this.roomId, version);
        if (changes) this.take(changes);
        // A long gap comes in several answers.
        if (this.version > version) delayMs = 0;
      }
    } catch (error) {
      this.#source.onLoadError(error);
      delayMs = REPAIR_RETRY_MS;
    }
    this.#repair = null;
    if (this.#isBehind) this.#repairIn(delayMs);
  }
}
