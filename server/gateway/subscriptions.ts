import type { Changes } from "@roost/protocol/changes.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { Place } from "@roost/protocol/person.ts";
import { isSetBack } from "@roost/protocol/place.ts";
import { Refusal } from "../refusal.ts";
import type { Membership } from "../rooms/memberships.ts";
import type { Connection } from "./connection.ts";
import { changesFrame, type EncodedFrame, type Ref } from "./frame.ts";
import { HeldFrames } from "./held-frames.ts";
import type { Questions } from "./questions.ts";
import type { Follower, RoomFeed } from "./room-feed.ts";
import type { RoomFeeds } from "./room-feeds.ts";
import { type RoomOfMine, roomOf } from "./snapshot.ts";

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
  /** Rooms that are followed, and of which the device does not know yet. Null where there are none. */
  #unshown: Set<RoomFeed> | null = null;
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

  /**
   * Follows rooms from their present state on, and no others. Null, and nothing is changed, where a
   * feed cannot say any more whether a person is still a member: then the store has to be asked again.
   */
  follow(memberships: readonly Membership[]): RoomOfMine[] | null {
    const mine: RoomOfMine[] = [];
    for (const membership of memberships) {
      const feed = this.#rooms.get(membership.roomId);
      const isRemoved = feed ? feed.hasRemoved(this.userId, membership.version) : null;
      if (!feed || isRemoved === null) return null;
      if (!isRemoved) mine.push({ feed, membership });
    }
    if (this.#feeds.length > 0) this.#leaveOthers(mine);
    for (const { feed, membership } of mine) this.#follow(feed, membership.version);
    return mine;
  }

  #leaveOthers(mine: readonly RoomOfMine[]): void {
    const kept = new Set(mine.map(({ feed }) => feed));
    for (const feed of this.#feeds.filter((one) => !kept.has(one))) this.#leave(feed);
  }

  /** Opens the feeds of rooms, and waits until they are as new as the memberships in them. */
  async open(memberships: readonly Membership[]): Promise<void> {
    if (memberships.every(({ roomId, version }) => this.#rooms.isAt(roomId, version))) return;
    const feeds = await this.#rooms.open(memberships.map(({ roomId }) => roomId));
    for (const [index, { version }] of memberships.entries()) {
      const feed = feeds[index];
      if (feed && feed.version < version) await feed.reached(version);
    }
  }

  /**
   * Follows and leaves rooms as rows of its person's log say. Returns the rooms that are new to the
   * device, or all that are in the rows and still its person's: a later row says of the others. Nothing of a new
   * room is sent before `shown` says that the room itself was.
   */
  async takeAll(places: readonly Place[], isAll: boolean): Promise<RoomOfMine[]> {
    const rooms: RoomOfMine[] = [];
    for (const place of places) {
      const isNew = this.#take(place);
      const isShown = isNew || (place.leftAt === null && (isAll || isSetBack(place)));
      const room = isShown ? await this.#enter(place.roomId) : null;
      if (room) rooms.push(room);
    }
    // Some may have been left again while others were entered.
    return rooms.filter(({ feed }) => feed.has(this));
  }

  /** Rooms were sent to the device, as they are now. What came of them before is part of that. */
  shown(rooms: readonly RoomOfMine[]): void {
    for (const { feed } of rooms) this.#unshown?.delete(feed);
    if (this.#unshown?.size === 0) this.#unshown = null;
  }

  /** Whether the room of a place is to be followed, and is not yet. */
  #take({ roomId, memberVersion, leftAt }: Place): boolean {
    const known = this.followed(roomId);
    if (!known) return leftAt === null;
    if (leftAt !== null) {
      this.#leave(known);
    } else {
      // Who was taken out and let in again stays, when the feed comes to where they were out.
      this.#follow(known, memberVersion);
      known.expect(memberVersion);
    }
    return false;
  }

  /** Follows a room of its person from its present state on. Null where it is not theirs. */
  async #enter(roomId: string): Promise<RoomOfMine | null> {
    const { userId } = this;
    while (!this.#isClosed) {
      const membership = await this.#questions.membership.ask({ userId, roomId });
      if (!membership) return null;
      await this.open([membership]);
      if (this.#isClosed) break;
      const feed = this.#rooms.get(roomId);
      const isRemoved = feed?.hasRemoved(userId, membership.version) ?? null;
      if (!feed || isRemoved === null) continue;
      if (isRemoved) return null;
      this.#unshown ??= new Set();
      this.#unshown.add(feed);
      this.#follow(feed, membership.version);
      return { feed, membership };
    }
    return null;
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
    if (this.#unshown?.has(feed)) return;
    if (!this.#held?.take(feed, frame)) this.#connection.sendEncoded(frame);
    else if (this.#held.bytes > limits.downQueueBytes) this.#connection.close("slowConsumer");
  }

  expelled(feed: RoomFeed): void {
    this.#feeds = this.#feeds.filter((one) => one !== feed);
    this.#held?.release(feed);
    this.#unshown?.delete(feed);
  }

  close(): void {
    this.#isClosed = true;
    for (const feed of this.#feeds) feed.unfollow(this);
    this.#feeds = [];
    this.#held = null;
    this.#unshown = null;
  }

  #follow(feed: RoomFeed, membershipVersion: number): void {
    if (feed.follow(this, membershipVersion)) this.#feeds.push(feed);
  }

  #leave(feed: RoomFeed): void {
    feed.unfollow(this);
    this.expelled(feed);
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
    // Taken out while the store was asked: nothing more of the room comes.
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
    const room = roomOf(this.userId, { feed, membership });
    this.#connection.sendOwed({ type: "reset", ...ref, room, users: feed.state.users });
  }

  #release(feed: RoomFeed): void {
    for (const frame of this.#held?.release(feed) ?? []) this.#connection.sendEncoded(frame);
  }

  #hold(feed: RoomFeed): void {
    this.#held ??= new HeldFrames();
    this.#held.hold(feed);
  }
}

/** A room that is no longer mine: the log of its person says so to the client. */
function ignoreNotFound(error: unknown): void {
  if (!(error instanceof Refusal && error.code === "room.not_found")) throw error;
}

function isTooFar(since: number, feed: RoomFeed): boolean {
  return feed.version - since > limits.resetAfterVersions;
}
