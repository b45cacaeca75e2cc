import type { PersonChanges } from "@roost/protocol/person.ts";
import { InOrder } from "./in-order.ts";

/** A connection as its person's log sees it. */
export interface PersonFollower {
  personChanged(changes: PersonChanges): void;
}

export interface PersonSource {
  /** What changed of a person's own since a version, from the store. */
  load(userId: string, since: number): Promise<PersonChanges>;
  /** Told of every failed `load`, which is tried again. */
  onLoadError(error: unknown): void;
}

/** The log of one person on this node: all changes from now on, in order, for the devices connected here. */
export class PersonFeed extends InOrder<PersonChanges> {
  readonly #userId: string;
  readonly #source: PersonSource;
  #followers: readonly PersonFollower[] = [];

  constructor(userId: string, source: PersonSource) {
    super();
    this.#userId = userId;
    this.#source = source;
  }

  get isUsed(): boolean {
    return this.#followers.length > 0;
  }

  /** Up to which everything was delivered; null before the start. */
  get version(): number | null {
    return this.at;
  }

  /** The store is known to have this version; a feed that has not started begins there. */
  start(version: number): void {
    this.begin(version);
  }

  follow(follower: PersonFollower): void {
    this.#followers = [...this.#followers, follower];
  }

  unfollow(follower: PersonFollower): void {
    this.#followers = this.#followers.filter((one) => one !== follower);
  }

  protected load(since: number): Promise<PersonChanges> {
    return this.#source.load(this.#userId, since);
  }

  protected loadFailed(error: unknown): void {
    this.#source.onLoadError(error);
  }

  protected deliver(changes: PersonChanges): void {
    for (const follower of this.#followers) follower.personChanged(changes);
  }
}
