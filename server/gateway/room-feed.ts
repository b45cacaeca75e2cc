import type { Changes } from "@roost/protocol/changes.ts";
import { advance, type RoomState } from "../rooms/state.ts";
import type { EncodedFrame } from "./frame.ts";
import { InOrder } from "./in-order.ts";
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
  /** Told of changes with something new, when it was handed to all followers. */
  onDelivered?(changes: Changes): void;
}

/**
 * One room on this node: its present state, its last changes, and all changes from now on, in order
 * and without a gap, for the members connected here. Events may come late, twice or not at all: what
 * is missing is read from the store.
 */
export class RoomFeed extends InOrder<Changes> {
  readonly roomId: string;
  readonly #source: FeedSource;
  readonly #recent: RecentChanges;
  /** By follower, the version at which it is known to be a member. */
  readonly #followers = new Map<Follower, number>();
  /** Null until the feed has started. Its version is that up to which the followers are. */
  #state: RoomState | null = null;
  #awaiting: { version: number; resolve: () => void }[] = [];

  constructor(roomId: string, source: FeedSource) {
    super();
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
    this.begin(state.room.version);
  }

  /**
   * Adds a member, as of this version of the room; they know everything up to the present one.
   * Returns whether they are new to it.
   */
  follow(follower: Follower, membershipVersion: number): boolean {
    const known = this.#followers.get(follower);
    if (known === undefined || known < membershipVersion) {
      this.#followers.set(follower, membershipVersion);
    }
    return known === undefined;
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
    if (!this.#state) return null;
    if (version >= this.version) return false;
    const changes = this.recentSince(version);
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

  /**
   * Resolves when the feed has come to a version that the store is known to have, or is closed and
   * comes no further.
   */
  async reached(version: number): Promise<void> {
    if (this.isClosed || this.version >= version) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#awaiting.push({ version, resolve });
    this.expect(version);
    await promise;
  }

  override close(): void {
    super.close();
    this.#followers.clear();
    this.#release();
  }

  protected load(since: number): Promise<Changes | null> {
    return this.#source.load(this.roomId, since);
  }

  protected loadFailed(error: unknown): void {
    this.#source.onLoadError(error);
  }

  protected deliver(changes: Changes, origin: string | undefined): void {
    const before = this.state.room.lastNumber;
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
      if (this.state.room.lastNumber > before) this.#source.onDelivered?.(changes);
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
    const isDone = ({ version }: { version: number }) => this.isClosed || version <= this.version;
    const done = this.#awaiting.filter(isDone);
    this.#awaiting = this.#awaiting.filter((one) => !isDone(one));
    for (const { resolve } of done) resolve();
  }
}
