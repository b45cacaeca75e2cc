import type { Bus, Unsubscribe } from "../bus/bus.ts";
import { AskedAgain } from "./asked-again.ts";
import { PersonFeed, type PersonFollower, type PersonSource } from "./person-feed.ts";

interface Entry {
  feed: PersonFeed;
  subscribed: Promise<Unsubscribe>;
}

export interface PersonsSource extends PersonSource {
  /** The versions of those people who have a higher one in the store. */
  newer(known: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>>;
}

/** The logs of the people who are connected here. Others are not listened to. */
export class PersonFeeds {
  readonly #bus: Bus;
  readonly #source: PersonsSource;
  readonly #entries = new Map<string, Entry>();
  readonly #checking = new AskedAgain(() => this.#compare());

  constructor(bus: Bus, source: PersonsSource) {
    this.#bus = bus;
    this.#source = source;
  }

  /**
   * Has a device told of what changes of its person's own. Who reads what is theirs after this, and
   * then starts the feed, misses nothing.
   */
  async follow(userId: string, follower: PersonFollower): Promise<PersonFeed> {
    const entry = this.#entries.get(userId) ?? this.#open(userId);
    entry.feed.follow(follower);
    await entry.subscribed;
    return entry.feed;
  }

  unfollow(userId: string, follower: PersonFollower): void {
    const entry = this.#entries.get(userId);
    entry?.feed.unfollow(follower);
    if (entry && !entry.feed.isUsed) this.#close(userId, entry);
  }

  /** Compares every feed with the store: the last event of a person is missed by nobody else. */
  check(): Promise<void> {
    return this.#checking.run();
  }

  close(): void {
    for (const [userId, entry] of this.#entries) this.#close(userId, entry);
  }

  async #compare(): Promise<void> {
    const versions = new Map<string, number>();
    for (const [userId, { feed }] of this.#entries) {
      if (feed.version !== null) versions.set(userId, feed.version);
    }
    if (versions.size === 0) return;
    try {
      const newer = await this.#source.newer(versions);
      for (const [userId, version] of newer) this.#entries.get(userId)?.feed.start(version);
    } catch (error) {
      this.#source.onLoadError(error);
    }
  }

  #open(userId: string): Entry {
    const feed = new PersonFeed(userId, this.#source);
    const subscribed = this.#bus.subscribe("person", userId, ({ changes }) => feed.take(changes));
    const entry = { feed, subscribed };
    this.#entries.set(userId, entry);
    return entry;
  }

  #close(userId: string, { feed, subscribed }: Entry): void {
    this.#entries.delete(userId);
    feed.close();
    subscribed.then(
      (unsubscribe) => unsubscribe(),
      () => {},
    );
  }
}
