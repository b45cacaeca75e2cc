import type { Bus, Unsubscribe } from "../bus/bus.ts";
import { type FeedSource, type Follower, RoomFeed } from "./room-feed.ts";

interface Entry {
  feed: RoomFeed;
  subscribed: Promise<Unsubscribe>;
  started: Promise<void>;
}

/** The rooms that somebody connected here is a member of. Others are not listened to. */
export class RoomFeeds {
  readonly #bus: Bus;
  readonly #source: FeedSource;
  readonly #entries = new Map<string, Entry>();
  /** Feeds that begin in this turn of the event loop: one question to the store for all. */
  #starting: { roomIds: string[]; versions: Promise<ReadonlyMap<string, number>> } | null = null;
  #isChecking = false;

  constructor(bus: Bus, source: FeedSource) {
    this.#bus = bus;
    this.#source = source;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(roomId: string): RoomFeed | undefined {
    return this.#entries.get(roomId)?.feed;
  }

  /** Resolves when nothing that is committed from now on escapes the follower. */
  async follow(roomId: string, follower: Follower): Promise<void> {
    const entry = this.#entries.get(roomId) ?? this.#open(roomId);
    entry.feed.add(follower);
    try {
      await entry.started;
    } catch (error) {
      this.unfollow(roomId, follower);
      throw error;
    }
  }

  unfollow(roomId: string, follower: Follower): void {
    this.#entries.get(roomId)?.feed.remove(follower);
    this.dropIfEmpty(roomId);
  }

  /** Lets go of a room that has no followers any more. */
  dropIfEmpty(roomId: string): void {
    const entry = this.#entries.get(roomId);
    if (!entry || entry.feed.size > 0) return;
    this.#entries.delete(roomId);
    entry.feed.close();
    entry.subscribed.then(
      (unsubscribe) => unsubscribe(),
      () => {},
    );
  }

  /**
   * Compares every feed with the store. An event that was lost shows by the gap that the next one
   * leaves; the last event of a room has no next one, and is found here.
   */
  async check(): Promise<void> {
    if (this.#isChecking || this.#entries.size === 0) return;
    this.#isChecking = true;
    try {
      const versions = await this.#source.versions([...this.#entries.keys()]);
      for (const [roomId, version] of versions) this.get(roomId)?.expect(version);
    } catch (error) {
      this.#source.onLoadError(error);
    } finally {
      this.#isChecking = false;
    }
  }

  #open(roomId: string): Entry {
    const feed = new RoomFeed(roomId, this.#source);
    const subscribed = this.#bus.subscribeRoom(roomId, (event) => feed.take(event.changes));
    const started = subscribed.then(async () => {
      const versions = await this.#startingVersions(roomId);
      feed.start(versions.get(roomId) ?? 0);
    });
    const entry = { feed, subscribed, started };
    this.#entries.set(roomId, entry);
    return entry;
  }

  #startingVersions(roomId: string): Promise<ReadonlyMap<string, number>> {
    if (!this.#starting) {
      const roomIds: string[] = [];
      const versions = Promise.resolve().then(() => {
        this.#starting = null;
        return this.#source.versions(roomIds);
      });
      this.#starting = { roomIds, versions };
    }
    this.#starting.roomIds.push(roomId);
    return this.#starting.versions;
  }
}
