import type { Bus, Unsubscribe } from "../bus/bus.ts";
import { type FeedSource, type Follower, RoomFeed } from "./room-feed.ts";

interface Entry {
  feed: RoomFeed;
  subscribed: Promise<Unsubscribe>;
}

/** The rooms that somebody connected here is a member of. Others are not listened to. */
export class RoomFeeds {
  readonly #bus: Bus;
  readonly #source: FeedSource;
  readonly #entries = new Map<string, Entry>();

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

  /** Resolves when nothing that is published from now on escapes the follower. */
  async follow(roomId: string, follower: Follower): Promise<RoomFeed> {
    let entry = this.#entries.get(roomId);
    if (!entry) {
      const feed = new RoomFeed(roomId, this.#source);
      const subscribed = this.#bus.subscribeRoom(roomId, (event) => feed.take(event.changes));
      entry = { feed, subscribed };
      this.#entries.set(roomId, entry);
    }
    entry.feed.add(follower);
    try {
      await entry.subscribed;
    } catch (error) {
      this.unfollow(roomId, follower);
      throw error;
    }
    return entry.feed;
  }

  unfollow(roomId: string, follower: Follower): void {
    const entry = this.#entries.get(roomId);
    if (!entry) return;
    entry.feed.remove(follower);
    this.#dropIfEmpty(roomId, entry);
  }

  /** Lets go of rooms whose last follower was expelled. */
  dropIfEmpty(roomId: string): void {
    const entry = this.#entries.get(roomId);
    if (entry) this.#dropIfEmpty(roomId, entry);
  }

  #dropIfEmpty(roomId: string, entry: Entry): void {
    if (entry.feed.size > 0) return;
    this.#entries.delete(roomId);
    entry.feed.close();
    entry.subscribed.then(
      (unsubscribe) => unsubscribe(),
      () => {},
    );
  }
}
