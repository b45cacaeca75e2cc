import { randomUUID } from "node:crypto";
import type { DownFrame } from "@roost/protocol/down.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import type { Hello, Sync, UpFrame } from "@roost/protocol/up.ts";
import type { Me } from "@roost/protocol/user.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import { getSignedIn } from "../accounts/signed-in.ts";
import type { Unsubscribe, UserEvent } from "../bus/bus.ts";
import type { Context } from "../context.ts";
import { markRead } from "../reads/mark.ts";
import { Refusal } from "../refusal.ts";
import { changesSince } from "../rooms/changes.ts";
import { findMyRoom, listMyRoomIds, listMyRooms } from "../rooms/reader.ts";
import type { Connection, FrameHandler } from "./connection.ts";
import type { EncodedFrame } from "./frame.ts";
import type { Follower } from "./room-feed.ts";
import type { RoomFeeds } from "./room-feeds.ts";

/** Who is on a connection, and the sign-in that it belongs to. */
export interface Visitor {
  userId: string;
  sessionId: string;
}

/** A client asks one thing of each room at a time; more than this is no client of ours. */
const MAX_SYNCS_WAITING = 5_000;
const SYNC_RETRY_MS = 1_000;

export interface SessionOptions {
  ctx: Context;
  feeds: RoomFeeds;
  /** Checks the hello's token or the cookie. Throws `Refusal` with an `auth.…` code. */
  authenticate(hello: Hello): Promise<Visitor>;
  onFault(error: unknown): void;
}

/**
 * What one connected device is sent: first the snapshot of all its rooms, then their changes.
 *
 * It follows a room before it reads it, and holds back the frames that come meanwhile. So there
 * is no moment between the two in which a change could be missed; one that is in both is
 * recognised by its version.
 */
export class Session implements FrameHandler, Follower {
  readonly #connection: Connection;
  readonly #options: SessionOptions;
  readonly #ctx: Context;
  #visitor: Visitor | null = null;
  #welcomed = false;
  #unsubscribeUser: Unsubscribe | null = null;
  readonly #rooms = new Set<string>();
  /** Frames of rooms that are being read. */
  readonly #held = new Map<string, EncodedFrame[]>();
  #heldBytes = 0;
  /** Reads of one session run one after the other; this bounds what it can ask of the store. */
  #reads: Promise<void> = Promise.resolve();
  #syncsWaiting = 0;
  #closed = false;

  constructor(connection: Connection, options: SessionOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#ctx = options.ctx;
  }

  get userId(): string {
    return this.#visitor?.userId ?? "";
  }

  hello(hello: Hello): void {
    if (hello.protocol !== PROTOCOL_VERSION) {
      const spoken = `This server speaks protocol ${PROTOCOL_VERSION}, the client ${hello.protocol}.`;
      this.#connection.close("unsupportedProtocol", spoken);
      return;
    }
    this.#read(() => this.#enter(hello));
  }

  async handle(frame: Exclude<UpFrame, Hello>): Promise<DownFrame | undefined> {
    const ref = "ref" in frame && frame.ref !== undefined ? { ref: frame.ref } : {};
    switch (frame.type) {
      case "ping":
        return { type: "pong" };
      case "post": {
        const { roomId, clientMessageId, body } = frame;
        const post = { roomId, clientMessageId, body, authorId: this.#require() };
        const { number, version, createdAt } = (await this.#ctx.posts.post(post)).message;
        return { type: "posted", ...ref, roomId, clientMessageId, number, version, createdAt };
      }
      case "read":
        await markRead(this.#ctx, this.#require(), frame.roomId, frame.number);
        return undefined;
      case "sync":
        this.#require();
        return this.#queueSync(frame, ref);
    }
  }

  #queueSync(frame: Sync, ref: { ref?: number }): Promise<undefined> {
    if (this.#syncsWaiting >= MAX_SYNCS_WAITING) {
      throw new Refusal("server.busy", "Too many questions wait for their answer.", SYNC_RETRY_MS);
    }
    this.#syncsWaiting += 1;
    return new Promise((resolve, reject) => {
      this.#read(async () => {
        this.#syncsWaiting -= 1;
        await this.#sync(frame.roomId, frame.since, ref).then(() => resolve(undefined), reject);
      });
    });
  }

  closed(): void {
    this.#closed = true;
    this.#unsubscribeUser?.();
    for (const roomId of this.#rooms) this.#options.feeds.unfollow(roomId, this);
    this.#rooms.clear();
    this.#held.clear();
  }

  deliver(roomId: string, frame: EncodedFrame): void {
    const held = this.#held.get(roomId);
    if (!held) {
      this.#connection.sendEncoded(frame);
      return;
    }
    held.push(frame);
    this.#heldBytes += frame.length;
    if (this.#heldBytes > limits.downQueueBytes) this.#connection.close("slowConsumer");
  }

  expelled(roomId: string): void {
    this.#rooms.delete(roomId);
    this.#drop(roomId);
    this.#options.feeds.dropIfEmpty(roomId);
    this.#connection.send({ type: "left", roomId });
  }

  #require(): string {
    if (!this.#welcomed) throw new Refusal("auth.required", "Wait for `welcome` before you send.");
    return this.userId;
  }

  /** Runs reads one after the other. What one of them throws ends the connection. */
  #read(work: () => Promise<void>): void {
    this.#reads = this.#reads.then(async () => {
      if (this.#closed) return;
      try {
        await work();
      } catch (error) {
        this.#options.onFault(error);
        this.#connection.close("serverFault");
      }
    });
  }

  async #enter(hello: Hello): Promise<void> {
    const me = await this.#welcome(hello);
    if (!me) return;
    await Promise.all((await listMyRoomIds(this.#ctx, me.id)).map((id) => this.#follow(id)));
    const { rooms, users } = await listMyRooms(this.#ctx, me.id);
    if (this.#closed) return;
    this.#connection.sendOwed({ type: "snapshot", rooms, users });
    await this.#connection.drained();
    const mine = new Map(rooms.map((room) => [room.id, room]));
    for (const roomId of [...this.#rooms]) {
      const room = mine.get(roomId);
      if (room) await this.#resume(room, hello.rooms?.[roomId]);
      else this.#unfollow(roomId);
      mine.delete(roomId);
    }
    // Joined between the two reads.
    for (const roomId of mine.keys()) await this.#join(roomId);
  }

  async #welcome(hello: Hello): Promise<Me | null> {
    const me = await this.#signIn(hello).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      const foreign = error.code === "auth.origin_forbidden";
      this.#connection.close(foreign ? "originForbidden" : "tokenRejected", error.detail);
      return null;
    });
    if (!me || this.#closed) return null;
    this.#welcomed = true;
    this.#connection.send({
      type: "welcome",
      protocol: PROTOCOL_VERSION,
      connectionId: randomUUID(),
      me,
      heartbeatIntervalMs: limits.heartbeatIntervalMs,
      heartbeatTimeoutMs: limits.heartbeatTimeoutMs,
    });
    return me;
  }

  /** Listens for the end of the session before it looks whether that is open. */
  async #signIn(hello: Hello): Promise<Me> {
    const visitor = await this.#options.authenticate(hello);
    this.#visitor = visitor;
    const unsubscribe = await this.#ctx.bus.subscribeUser(visitor.userId, (event) =>
      this.#takeUserEvent(event),
    );
    if (this.#closed) unsubscribe();
    else this.#unsubscribeUser = unsubscribe;
    return getSignedIn(this.#ctx, visitor);
  }

  /** Brings a client from its version of a room to that of the snapshot, then lets frames through. */
  async #resume(room: MyRoom, since: number | undefined): Promise<void> {
    this.#options.feeds.get(room.id)?.confirm(this, room.version);
    if (since !== undefined && since !== room.version) {
      await this.#bringUp(room.id, since, {}).catch(ignoreNotFound);
    }
    this.#release(room.id);
  }

  /** Sends the next changes since a version. What came live meanwhile goes behind them. */
  async #sync(roomId: string, since: number, ref: { ref?: number }): Promise<void> {
    this.#hold(roomId);
    try {
      await this.#bringUp(roomId, since, ref);
    } finally {
      this.#release(roomId);
    }
  }

  async #bringUp(roomId: string, since: number, ref: { ref?: number }): Promise<void> {
    // The store is not asked for more than the client can take.
    await this.#connection.drained();
    const { rooms, users } = await findMyRoom(this.#ctx, this.userId, roomId);
    const room = rooms[0];
    if (!room) throw new Refusal("room.not_found");
    if (isTooFar(since, room.version)) {
      this.#connection.sendOwed({ type: "reset", ...ref, room, users });
    } else {
      const changes = await changesSince(this.#ctx, this.userId, roomId, since);
      this.#connection.sendOwed({ type: "changes", ...ref, ...changes });
    }
  }

  #takeUserEvent(event: UserEvent): void {
    if (event.kind === "read") {
      // Before `welcome` the snapshot is still to be read, and will have it.
      if (!this.#welcomed) return;
      this.#connection.send({ type: "read", roomId: event.roomId, number: event.number });
    } else if (event.kind === "joined") {
      this.#read(() => this.#join(event.roomId));
    } else if (event.sessionId === this.#visitor?.sessionId) {
      this.#connection.close("sessionEnded");
    }
  }

  async #join(roomId: string): Promise<void> {
    const known = this.#rooms.has(roomId);
    if (!known) await this.#follow(roomId);
    const { rooms, users } = await findMyRoom(this.#ctx, this.userId, roomId);
    const room = rooms[0];
    if (!room) {
      // Removed again before it could be read; the snapshot may have named it all the same.
      if (!known) this.#unfollow(roomId);
      this.#connection.send({ type: "left", roomId });
      return;
    }
    this.#options.feeds.get(roomId)?.confirm(this, room.version);
    if (known) return;
    this.#connection.send({ type: "joined", room, users });
    this.#release(roomId);
  }

  async #follow(roomId: string): Promise<void> {
    this.#hold(roomId);
    this.#rooms.add(roomId);
    await this.#options.feeds.follow(roomId, this);
    if (this.#closed) this.#options.feeds.unfollow(roomId, this);
  }

  #unfollow(roomId: string): void {
    this.#rooms.delete(roomId);
    this.#drop(roomId);
    this.#options.feeds.unfollow(roomId, this);
  }

  #hold(roomId: string): void {
    this.#held.set(roomId, []);
  }

  #release(roomId: string): void {
    for (const frame of this.#drop(roomId)) this.#connection.sendEncoded(frame);
  }

  /** Ends holding frames of a room back. Returns those that were. */
  #drop(roomId: string): EncodedFrame[] {
    const frames = this.#held.get(roomId) ?? [];
    this.#held.delete(roomId);
    for (const frame of frames) this.#heldBytes -= frame.length;
    return frames;
  }
}

/** A room that is no longer mine: its feed says so to the client. */
function ignoreNotFound(error: unknown): void {
  if (!(error instanceof Refusal && error.code === "room.not_found")) throw error;
}

/** Also a client that is ahead is too far: the store was set back to an earlier state. */
function isTooFar(since: number, version: number): boolean {
  return since > version || version - since > limits.resetAfterVersions;
}
