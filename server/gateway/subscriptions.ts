import type { Changes } from "@roost/protocol/changes.ts";
import { limits } from "@roost/protocol/limits.ts";
import { Refusal } from "../refusal.ts";
import type { Membership } from "../rooms/memberships.ts";
import { myRoom } from "../rooms/state.ts";
import type { Connection } from "./connection.ts";
import { changesFrame, type EncodedFrame } from "./frame.ts";
import { HeldFrames } from "./held-frames.ts";
import type { Questions } from "./questions.ts";
import type { Follower, RoomFeed } from "./room-feed.ts";
import type { RoomFeeds } from "./room-feeds.ts";
import type { RoomOfMine } from "./snapshot.ts";

/** The `ref` of the frame that is answered, if it had one. */
export interface Ref {
  ref?: number;
}

/**
 * The rooms that one connected device follows.
 *
 * The store is only asked which rooms are a person's own. What is in them the feeds of the node
 * know, and to take a feed's state and to follow it is one step: there is no moment between the two
 * in which a change could be missed.
 */
export class Subscriptions implements Follower {
  readonly userId: string;
  readonly connectionId: string;
  readonly #connection: Connection;
  readonly #rooms: RoomFeeds;
  readonly #questions: Questions;
  #feeds: RoomFeed[] = [];
  /** Null until it is needed: most never do. */
  #held: HeldFrames | null = null;
  #replayedBytes = 0;
  #isClosed = false;

  constructor(
    userId: string,
    connectionId: string,
    connection: Connection,
    { feeds, questions }: { feeds: RoomFeeds; questions: Questions },
  ) {
    this.userId = userId;
    this.connectionId = connectionId;
    this.#connection = connection;
    this.#rooms = feeds;
    this.#questions = questions;
  }

  /** How many rooms are followed. */
  get size(): number {
    return this.#feeds.length;
  }

  /**
   * Follows rooms from their present state on. Null, and nothing is followed, where a feed cannot
   * say any more whether a person is still a member: then the store has to be asked again.
   */
  follow(memberships: readonly Membership[]): RoomOfMine[] | null {
    const mine: RoomOfMine[] = [];
    for (const membership of memberships) {
      const feed = this.#rooms.get(membership.roomId);
      const isRemoved = feed ? feed.hasRemoved(this.userId, membership.version) : null;
      if (!feed || isRemoved === null) return null;
      if (!isRemoved) mine.push({ feed, membership });
    }
    for (const { feed, membership } of mine) {
      feed.follow(this, membership.version);
      this.#feeds.push(feed);
    }
    return mine;
  }

  /** The feeds of rooms, at least as new as the memberships in them. */
  async open(memberships: readonly Membership[]): Promise<void> {
    const feeds = await this.#rooms.open(memberships.map(({ roomId }) => roomId));
    for (const [index, { version }] of memberships.entries()) {
      const feed = feeds[index];
      if (feed && feed.version < version) await feed.reached(version);
    }
  }

  /** Follows a room that its person is said to have joined, and tells the device. */
  async join(roomId: string): Promise<void> {
    const isMine = await this.#followIfMine(roomId);
    // Removed again before it could be read; the client may have heard of it all the same.
    if (!isMine && !this.#isClosed) this.#connection.send({ type: "left", roomId });
  }

  /** Follows a room, if it is one of its person's. False where it is not. */
  async #followIfMine(roomId: string): Promise<boolean> {
    const { userId } = this;
    while (!this.#isClosed) {
      const membership = await this.#questions.membership.ask({ userId, roomId });
      if (this.#isClosed) break;
      const known = this.followed(roomId);
      if (membership && known) {
        known.follow(this, membership.version);
        known.expect(membership.version);
        // Who was taken out and let in again, of which only this was heard, begins with nothing unread.
        const { readNumber: number } = membership;
        if (number > 0) this.#connection.send({ type: "read", roomId, number });
      }
      // Where it is followed and no longer mine, its feed is about to say so.
      if (!membership || known) return known !== undefined;
      await this.open([membership]);
      if (this.#isClosed) break;
      const mine = this.follow([membership]);
      if (mine?.[0]) this.#tellJoined(mine[0]);
      if (mine) return mine.length > 0;
    }
    return false;
  }

  /** The feed of a room that this device follows. */
  followed(roomId: string): RoomFeed | undefined {
    const feed = this.#rooms.get(roomId);
    return feed?.has(this) ? feed : undefined;
  }

  /**
   * Brings a client from its version of a room to the present one. Returns what has to be read for
   * that, where the changes are not in memory any more; live frames are held back until then.
   */
  resume({ feed, membership }: RoomOfMine, since: number): (() => Promise<void>) | null {
    if (since === feed.version) return null;
    // A client that is ahead of the store saw a state to which that was set back.
    if (since > feed.version || isTooFar(since, feed)) {
      this.#reset(feed, membership, {});
      return null;
    }
    if (this.#replay(feed, since)) return null;
    this.#hold(feed);
    return async () => {
      await this.#catchUp(feed, since, {}).catch(ignoreNotFound);
      // Where that fails the connection ends, and no live frame leaves over the gap.
      this.#release(feed);
    };
  }

  /**
   * Sends what came after a version from memory, if all of it is there. What one connection is sent
   * so without waiting for it to read is bounded: the store is asked in turn, and not ahead of it.
   */
  #replay(feed: RoomFeed, since: number): boolean {
    const recent = feed.recentSince(since);
    if (!recent) return false;
    const bytes = recent.reduce((sum, { frame }) => sum + frame.length, 0);
    if (this.#replayedBytes + bytes > limits.downQueueBytes) return false;
    this.#replayedBytes += bytes;
    for (const { frame } of recent) this.#connection.sendOwedEncoded(frame);
    return true;
  }

  /** Sends the next changes of a room since a version. Throws `room.not_found`. */
  async sync(roomId: string, since: number, ref: Ref): Promise<void> {
    // The answer to a request may have come before the news of what it did.
    if (!this.followed(roomId)) await this.#followIfMine(roomId);
    const feed = this.followed(roomId);
    if (!feed) throw new Refusal("room.not_found");
    this.#hold(feed);
    try {
      await this.#catchUp(feed, since, ref);
    } finally {
      this.#release(feed);
    }
  }

  deliver(feed: RoomFeed, frame: EncodedFrame): void {
    if (!this.#held?.take(feed, frame)) this.#connection.sendEncoded(frame);
    else if (this.#held.bytes > limits.downQueueBytes) this.#connection.close("slowConsumer");
  }

  expelled(feed: RoomFeed): void {
    this.#feeds = this.#feeds.filter((one) => one !== feed);
    this.#held?.release(feed);
    this.#connection.send({ type: "left", roomId: feed.roomId });
  }

  close(): void {
    this.#isClosed = true;
    for (const feed of this.#feeds) feed.unfollow(this);
    this.#feeds = [];
    this.#held = null;
  }

  #tellJoined({ feed, membership }: RoomOfMine): void {
    const { state } = feed;
    const room = myRoom(state, membership);
    this.#connection.send({ type: "joined", room, users: state.users });
  }

  /** Sends the next changes since a version. What came live meanwhile goes behind them. */
  async #catchUp(feed: RoomFeed, since: number, ref: Ref): Promise<void> {
    const { userId } = this;
    const { roomId } = feed;
    // The store is not asked for more than the client can take.
    await this.#connection.drained();
    const changes = isTooFar(since, feed)
      ? null
      : await this.#questions.changes.ask({ userId, roomId, since });
    // Taken out while the store was asked: `left` has been said, and nothing comes behind it.
    if (!feed.has(this)) throw new Refusal("room.not_found");
    if (changes && changes.version >= since) this.#sendChanges(changes, ref);
    else await this.#startAnew(feed, ref);
  }

  #sendChanges(changes: Changes, { ref }: Ref): void {
    if (ref === undefined) this.#connection.sendOwedEncoded(changesFrame(changes));
    else this.#connection.sendOwed({ type: "changes", ref, ...changes });
  }

  async #startAnew(feed: RoomFeed, ref: Ref): Promise<void> {
    const { roomId } = feed;
    const { userId } = this;
    while (feed.has(this)) {
      const membership = await this.#questions.membership.ask({ userId, roomId });
      if (!membership) throw new Refusal("room.not_found");
      await feed.reached(membership.version);
      // Null where the membership is another one by now.
      if (feed.hasRemoved(userId, membership.version) === null) continue;
      if (feed.has(this)) this.#reset(feed, membership, ref);
      return;
    }
  }

  #reset(feed: RoomFeed, membership: Membership, ref: Ref): void {
    const { state } = feed;
    const room = myRoom(state, membership);
    this.#connection.sendOwed({ type: "reset", ...ref, room, users: state.users });
  }

  #release(feed: RoomFeed): void {
    for (const frame of this.#held?.release(feed) ?? []) this.#connection.sendEncoded(frame);
  }

  #hold(feed: RoomFeed): void {
    this.#held ??= new HeldFrames();
    this.#held.hold(feed);
  }
}

/** A room that is no longer mine: its feed says so to the client. */
function ignoreNotFound(error: unknown): void {
  if (!(error instanceof Refusal && error.code === "room.not_found")) throw error;
}

function isTooFar(since: number, feed: RoomFeed): boolean {
  return feed.version - since > limits.resetAfterVersions;
}
