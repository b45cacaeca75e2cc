import type { Bus, Unsubscribe } from "../bus/bus.ts";
import type { RoomState } from "../rooms/state.ts";
import { AskedAgain } from "./asked-again.ts";
import { type FeedSource, RoomFeed } from "./room-feed.ts";

interface Entry {
  feed: RoomFeed;
  isStarted: boolean;
  started: Promise<void>;
  subscribed: Promise<Unsubscribe>;
  /** When the room was last asked for, or last had a follower. */
  usedAtMs: number;
}

export interface FeedsSource extends FeedSource {
  /** The present state of a room, from the store. Null where there is no such room. */
  state(roomId: string): Promise<RoomState | null>;
  /** The versions of those rooms that have a higher one in the store, by id. */
  newer(known: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>>;
  now(): number;
}

/** How long a room that nobody here follows is kept, for those who were cut off and come back. */
const LINGER_MS = 120_000;

/**
 * The rooms that somebody connected here is a member of, or was a short while ago. Others are not
 * listened to.
 */
export class RoomFeeds {
  readonly #bus: Bus;
  readonly #source: FeedsSource;
  readonly #entries = new Map<string, Entry>();
  readonly #checking = new AskedAgain(() => this.#compare());

  constructor(bus: Bus, source: FeedsSource) {
    this.#bus = bus;
    this.#source = source;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The feed of a room, if there is one; it may not have started yet. */
  get(roomId: string): RoomFeed | undefined {
    return this.#entries.get(roomId)?.feed;
  }

  /** Whether the feed of a room is open, and at least at this version. */
  isAt(roomId: string, version: number): boolean {
    const entry = this.#entries.get(roomId);
    return entry?.isStarted === true && entry.feed.version >= version;
  }

  /**
   * The feeds of rooms, all started. Who reads a room after this, and then follows its feed, misses
   * nothing. Waits for nothing where all are open already.
   */
  async open(roomIds: readonly string[]): Promise<RoomFeed[]> {
    const entries = roomIds.map((roomId) => this.#entries.get(roomId) ?? this.#open(roomId));
    const nowMs = this.#source.now();
    for (const entry of entries) entry.usedAtMs = nowMs;
    const starting = entries.filter(({ isStarted }) => !isStarted);
    if (starting.length > 0) await Promise.all(starting.map(({ started }) => started));
    return entries.map(({ feed }) => feed);
  }

  /** Lets go of rooms that nobody has followed for some time. */
  closeUnused(): void {
    const nowMs = this.#source.now();
    for (const [roomId, entry] of this.#entries) {
      if (entry.feed.isUsed || !entry.isStarted) entry.usedAtMs = nowMs;
      else if (nowMs - entry.usedAtMs > LINGER_MS) this.#close(roomId, entry);
    }
  }

  /**
   * Compares every feed with the store. An event that was lost shows by the gap that the next one
   * leaves; the last event of a room has no next one, and is found here.
   */
  check(): Promise<void> {
    return this.#checking.run();
  }

  async #compare(): Promise<void> {
    if (this.#entries.size === 0) return;
    try {
      const newer = await this.#source.newer(this.#versions());
      for (const [roomId, version] of newer) this.get(roomId)?.expect(version);
    } catch (error) {
      this.#source.onLoadError(error);
    }
  }

  close(): void {
    for (const [roomId, entry] of this.#entries) this.#close(roomId, entry);
  }

  #versions(): Map<string, number> {
    const versions = new Map<string, number>();
    for (const [roomId, { feed, isStarted }] of this.#entries) {
      if (isStarted) versions.set(roomId, feed.version);
    }
    return versions;
  }

  #open(roomId: string): Entry {
    const feed = new RoomFeed(roomId, this.#source);
    const subscribed = this.#bus.subscribe("room", roomId, ({ changes, origin }) =>
      feed.take(changes, origin),
    );
    const started = this.#start(feed, subscribed);
    const entry = { feed, isStarted: false, started, subscribed, usedAtMs: 0 };
    this.#entries.set(roomId, entry);
    started.then(
      () => {
        entry.isStarted = true;
      },
      () => this.#close(roomId, entry),
    );
    return entry;
  }

  async #start(feed: RoomFeed, subscribed: Promise<unknown>): Promise<void> {
    await subscribed;
    const state = await this.#source.state(feed.roomId);
    if (!state) throw new Error(`There is no room ${feed.roomId} to follow.`);
    feed.start(state);
  }

  #close(roomId: string, { feed, subscribed }: Entry): void {
    this.#entries.delete(roomId);
    feed.close();
    subscribed.then(
      (unsubscribe) => unsubscribe(),
      () => {},
    );
  }
}
