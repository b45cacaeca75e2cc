import type { DownFrame } from "@roost/protocol/down.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { Hello, Post, Sync, UpFrame } from "@roost/protocol/up.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import type { Unsubscribe, UserEvent } from "../bus/bus.ts";
import type { Context } from "../context.ts";
import { markRead } from "../reads/mark.ts";
import { Refusal } from "../refusal.ts";
import { refusalFor } from "../store/failure.ts";
import type { Connection, FrameHandler } from "./connection.ts";
import { type EncodedFrame, encodeJson } from "./frame.ts";
import type { Entry, Questions, Visitor } from "./questions.ts";
import type { RoomFeeds } from "./room-feeds.ts";
import { snapshotJson } from "./snapshot.ts";
import { type Ref, Subscriptions } from "./subscriptions.ts";

/** A client asks one thing of each room at a time; more than this is no client of ours. */
const MAX_SYNCS_WAITING = 5_000;
const SYNC_RETRY_MS = 1_000;
/** Whoever could not be let in comes back at a random moment of this window. */
const BUSY_WINDOW_MS = 3_000;

/** What all sessions of a node share. */
export interface SessionParts {
  ctx: Context;
  feeds: RoomFeeds;
  questions: Questions;
  /** What a newcomer is told of the server's health, if there is anything to tell. */
  complaint(): EncodedFrame | null;
  onFault(error: unknown): void;
}

/** Checks the hello's token or the cookie. Throws `Refusal` with an `auth.…` code. */
export type Authenticate = (hello: Hello) => Promise<Visitor>;

/**
 * One connected device: who it is, what it asks, and the news of its person. What it is sent of its
 * rooms is the work of its subscriptions.
 */
export class Session implements FrameHandler {
  readonly #connectionId: string;
  readonly #connection: Connection;
  readonly #parts: SessionParts;
  /** Null once it has been asked: it holds on to the request that the connection began with. */
  #authenticate: Authenticate | null;
  #visitor: Visitor | null = null;
  /** Null until the snapshot was sent. */
  #subscriptions: Subscriptions | null = null;
  #unsubscribeUser: Unsubscribe | null = null;
  /** By room, what was told while the snapshot was made: it may be of a moment before. */
  #earlyReads: Map<string, number> | null = null;
  /** Reads of one session run one after the other; this bounds what it can ask of the store. */
  #reads: Promise<void> | null = null;
  #syncsWaiting = 0;
  #isClosed = false;

  constructor(
    connectionId: string,
    connection: Connection,
    parts: SessionParts,
    authenticate: Authenticate,
  ) {
    this.#connectionId = connectionId;
    this.#connection = connection;
    this.#parts = parts;
    this.#authenticate = authenticate;
  }

  /** Who it is, by which sign-in, and how many rooms it follows; null before it has begun. */
  get presence(): (Visitor & { rooms: number }) | null {
    if (!this.#visitor || !this.#subscriptions) return null;
    const { userId, sessionId } = this.#visitor;
    return { userId, sessionId, rooms: this.#subscriptions.size };
  }

  /** The session was signed out, or is too old. */
  end(): void {
    this.#connection.close("sessionEnded");
  }

  hello(hello: Hello): void {
    const authenticate = this.#authenticate;
    this.#authenticate = null;
    if (hello.protocol !== PROTOCOL_VERSION) {
      const spoken = `This server speaks protocol ${PROTOCOL_VERSION}, the client ${hello.protocol}.`;
      this.#connection.close("unsupportedProtocol", spoken);
    } else if (authenticate) {
      this.#read(() => this.#enter(hello, authenticate));
    }
  }

  async handle(frame: Exclude<UpFrame, Hello>): Promise<DownFrame | undefined> {
    const ref: Ref = "ref" in frame && frame.ref !== undefined ? { ref: frame.ref } : {};
    switch (frame.type) {
      case "ping":
        return { type: "pong" };
      case "post":
        return this.#post(frame, ref);
      case "read": {
        const { userId } = this.#require();
        await markRead(this.#parts.ctx, userId, frame.roomId, frame.number);
        return undefined;
      }
      case "sync":
        return this.#queueSync(this.#require(), frame, ref);
    }
  }

  closed(): void {
    this.#isClosed = true;
    this.#unsubscribeUser?.();
    this.#subscriptions?.close();
  }

  /** Looks for news of its person that were lost: other rooms, and read positions. */
  findLostNews(): void {
    const visitor = this.#visitor;
    if (visitor) this.#readIfPossible(() => this.#compareWithStore(visitor));
  }

  async #compareWithStore(visitor: Visitor): Promise<void> {
    const entry = await this.#parts.questions.entry.ask(visitor);
    if (!entry) {
      this.end();
      return;
    }
    for (const { roomId, readNumber } of entry.memberships) {
      if (!this.#subscriptions?.followed(roomId)) await this.#subscriptions?.join(roomId);
      else if (readNumber > 0) this.#connection.send({ type: "read", roomId, number: readNumber });
    }
  }

  #require(): Subscriptions {
    if (this.#subscriptions) return this.#subscriptions;
    throw new Refusal("auth.required", "Wait for `welcome` before you send.");
  }

  async #post({ roomId, clientMessageId, body }: Post, ref: Ref): Promise<DownFrame> {
    const { userId: authorId, connectionId: origin } = this.#require();
    const post = { roomId, clientMessageId, body, authorId, origin };
    const { message, repeated } = await this.#parts.ctx.posts.post(post);
    const { number, version, createdAt } = message;
    const stored = { roomId, clientMessageId, number, version, createdAt };
    return { type: "posted", ...ref, ...stored, ...(repeated && { repeated }) };
  }

  #queueSync(subscriptions: Subscriptions, { roomId, since }: Sync, ref: Ref): Promise<undefined> {
    if (this.#syncsWaiting >= MAX_SYNCS_WAITING) {
      throw new Refusal("server.busy", "Too many questions wait for their answer.", SYNC_RETRY_MS);
    }
    this.#syncsWaiting += 1;
    return new Promise((resolve, reject) => {
      this.#read(async () => {
        this.#syncsWaiting -= 1;
        await subscriptions.sync(roomId, since, ref).then(() => resolve(undefined), reject);
      });
    });
  }

  /** Runs reads one after the other. What one of them throws ends the connection. */
  #read(work: () => Promise<void>): void {
    const reads = (this.#reads ?? Promise.resolve()).then(async () => {
      if (this.#isClosed) return;
      try {
        await work();
      } catch (error) {
        this.#fail(error);
      }
      if (this.#reads === reads) this.#reads = null;
    });
    this.#reads = reads;
  }

  /** As `#read`, for what the sweep asks again: without the store, connections stay. */
  #readIfPossible(work: () => Promise<void>): void {
    this.#read(async () => {
      try {
        await work();
      } catch (error) {
        if (refusalFor(error).code !== "server.busy") throw error;
        this.#parts.onFault(error);
      }
    });
  }

  #fail(error: unknown): void {
    if (refusalFor(error).code === "server.busy") {
      this.#connection.close("busy", `retry within ${BUSY_WINDOW_MS} ms`);
    } else {
      this.#connection.close("serverFault");
    }
    this.#parts.onFault(error);
  }

  async #enter(hello: Hello, authenticate: Authenticate): Promise<void> {
    const visitor = await this.#admit(hello, authenticate);
    if (!visitor) return;
    const subscriptions = new Subscriptions(
      visitor.userId,
      this.#connectionId,
      this.#connection,
      this.#parts,
    );
    while (!this.#isClosed) {
      const entry = await this.#parts.questions.entry.ask(visitor);
      if (!entry) {
        this.#connection.close("tokenRejected", "This session was signed out. Sign in again.");
        return;
      }
      await subscriptions.open(entry.memberships);
      if (this.#isClosed || this.#begin(subscriptions, entry, hello)) return;
    }
  }

  /** Who says this hello; null where that closed the connection. */
  async #admit(hello: Hello, authenticate: Authenticate): Promise<Visitor | null> {
    try {
      const visitor = await authenticate(hello);
      if (this.#isClosed) return null;
      this.#visitor = visitor;
      // Before the store is asked: from now on nothing about this person escapes.
      const unsubscribe = await this.#parts.ctx.bus.subscribeUser(visitor.userId, (event) =>
        this.#takeUserEvent(event),
      );
      if (this.#isClosed) unsubscribe();
      else this.#unsubscribeUser = unsubscribe;
      return visitor;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === "server.busy") throw error;
      const isForeign = error.code === "auth.origin_forbidden";
      this.#connection.close(isForeign ? "originForbidden" : "tokenRejected", error.detail);
      return null;
    }
  }

  /** Follows the rooms and sends their snapshot, all in one step. False where that has to wait. */
  #begin(subscriptions: Subscriptions, { me, memberships }: Entry, hello: Hello): boolean {
    const mine = subscriptions.follow(memberships);
    if (!mine) return false;
    this.#subscriptions = subscriptions;
    this.#connection.send({
      type: "welcome",
      protocol: PROTOCOL_VERSION,
      connectionId: this.#connectionId,
      me,
      heartbeatIntervalMs: limits.heartbeatIntervalMs,
      heartbeatTimeoutMs: limits.heartbeatTimeoutMs,
    });
    const complaint = this.#parts.complaint();
    if (complaint) this.#connection.sendEncoded(complaint);
    this.#connection.sendOwedEncoded(encodeJson(snapshotJson(subscriptions.userId, mine)));
    for (const [roomId, number] of this.#earlyReads ?? []) {
      this.#connection.send({ type: "read", roomId, number });
    }
    this.#earlyReads = null;
    for (const room of mine) {
      const since = hello.rooms?.[room.feed.roomId];
      const read = since === undefined ? null : subscriptions.resume(room, since);
      if (read) this.#read(read);
    }
    return true;
  }

  #takeUserEvent(event: UserEvent): void {
    if (event.kind === "read") {
      const { roomId, number } = event;
      if (this.#subscriptions) this.#connection.send({ type: "read", roomId, number });
      else this.#keepRead(roomId, number);
    } else if (event.kind === "joined") {
      this.#readIfPossible(async () => this.#subscriptions?.join(event.roomId));
    } else if (event.sessionId === this.#visitor?.sessionId) {
      this.end();
    }
  }

  #keepRead(roomId: string, number: number): void {
    this.#earlyReads ??= new Map();
    this.#earlyReads.set(roomId, Math.max(number, this.#earlyReads.get(roomId) ?? 0));
  }
}
