import type { DownFrame } from "@roost/protocol/down.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { UpFrame } from "@roost/protocol/up.ts";
import type { Me, User } from "@roost/protocol/user.ts";
import { type Clock, systemClock } from "./clock.ts";
import { Connection } from "./connection/connection.ts";
import { HealthReport, type ServerHealth } from "./connection/health.ts";
import { Pace } from "./connection/pace.ts";
import type { ConnectionStatus } from "./connection/status.ts";
import { ConnectionStopped, SessionEnded } from "./errors.ts";
import { Events } from "./events.ts";
import type { Observable } from "./observable.ts";
import { Reads } from "./reads.ts";
import { Replica } from "./replica/replica.ts";
import type { MemberList, RoomView, Timeline } from "./replica/views.ts";
import { Accounts, type Credentials } from "./rest/accounts.ts";
import { type Api, createApi } from "./rest/api.ts";
import { Http } from "./rest/http.ts";
import type { PendingMessage, PendingStorage } from "./sending/pending.ts";
import { SendQueue } from "./sending/queue.ts";
import { Tokens } from "./token.ts";

export interface RoostOptions {
  /** `http(s)://host[:port]` of the server. */
  url: string;
  /** Gets a fresh signed token. Called when none is cached that stays valid for a while. */
  token: () => Promise<string>;
  /** Default: memory, so that unsent messages end with the process. */
  storage?: PendingStorage;
  clock?: Clock;
  random?: () => number;
  WebSocket?: typeof WebSocket;
  fetch?: typeof fetch;
}

/** What `on()` tells, by name. */
export interface RoostEvents {
  message: (message: Message, room: RoomView) => void;
  joined: (room: RoomView) => void;
  left: (roomId: string) => void;
  reset: (room: RoomView) => void;
  status: (status: ConnectionStatus) => void;
}

/** A client of one server for one person. */
export class Roost {
  /**
   * Signs in and returns a client (not connected yet) whose tokens renew themselves. For bots.
   * Throws `ApiError` with `auth.invalid_credentials`, or `NetworkError`.
   */
  static async signIn(
    url: string,
    credentials: Credentials,
    options: Omit<RoostOptions, "url" | "token"> = {},
  ): Promise<Roost> {
    const accounts = new Accounts({ url, ...(options.fetch ? { fetch: options.fetch } : {}) });
    await accounts.signIn(credentials);
    const token = async () => {
      try {
        return await accounts.token();
      } catch (error) {
        if (!(error instanceof SessionEnded)) throw error;
        await accounts.signIn(credentials);
        return accounts.token();
      }
    };
    return new Roost({ ...options, url, token });
  }

  /** The REST API. Rows that it returns are in the replica before the promise resolves. */
  readonly api: Api;
  readonly status: Observable<ConnectionStatus>;
  /** As the server of the present connection says; all is well until it says otherwise. */
  readonly health: Observable<ServerHealth>;
  /** Null until the first welcome. */
  readonly me: Observable<Me | null>;
  /** My rooms, the one with the newest message first. */
  readonly rooms: Observable<readonly RoomView[]>;
  readonly #clock: Clock;
  readonly #events = new Events<RoostEvents>();
  readonly #connection: Connection;
  readonly #health = new HealthReport();
  readonly #pace: Pace;
  readonly #replica: Replica;
  readonly #queue: SendQueue;
  readonly #reads: Reads;
  /** Each frame that wants an answer has its own. */
  #ref = 0;

  constructor(options: RoostOptions) {
    const { token, clock = systemClock, random = Math.random } = options;
    const url = new URL(options.url).origin;
    this.#clock = clock;
    const tokens = new Tokens(token, clock);
    this.#pace = new Pace(clock, () => this.#pump());
    this.#connection = new Connection({
      url: `${url.replace(/^http/, "ws")}/ws`,
      tokens,
      clock,
      random,
      WebSocket: options.WebSocket ?? WebSocket,
      versions: () => this.#replica.nameVersions(limits.helloRooms),
      onFrame: (frame) => this.#take(frame),
      onStatus: (status) => this.#statusChanged(status),
    });
    this.#replica = this.#createReplica();
    this.#queue = this.#createQueue(options.storage);
    this.#reads = this.#createReads();
    const http = new Http({
      url,
      fetch: options.fetch ?? ((input, init) => fetch(input, init)),
      clock,
      random,
      token: () => tokens.get(),
      renew: (rejected) => {
        tokens.drop(rejected);
        return true;
      },
    });
    this.api = createApi(http, this.#replica);
    this.status = this.#connection.status;
    this.health = this.#health.value;
    this.me = this.#replica.me;
    this.rooms = this.#replica.rooms;
  }

  /** A room of mine; null while I am not in it. The same object each time. */
  room(roomId: string): Observable<RoomView | null> {
    return this.#replica.screens.room(roomId);
  }

  /** A person whom anything that came so far mentions. */
  user(userId: string): User | undefined {
    return this.#replica.user(userId);
  }

  /** The same object each time for a room. */
  timeline(roomId: string): Timeline {
    return this.#replica.screens.timeline(roomId);
  }

  /** The same object each time for a room. */
  members(roomId: string): MemberList {
    return this.#replica.screens.members(roomId);
  }

  /** Connects and stays connected. Resolves when live; rejects with `ConnectionStopped`. */
  connect(): Promise<void> {
    this.#connection.connect();
    return new Promise((resolve, reject) => {
      const unsubscribe = this.on("status", check);
      check(this.status.get());

      function check(status: ConnectionStatus) {
        if (status.state === "live") resolve();
        else if (status.state === "stopped") reject(new ConnectionStopped(status.detail));
        else return;
        unsubscribe?.();
      }
    });
  }

  /** Ends the connection. No timer or socket is left, so a Node process can exit. */
  close(): void {
    this.#reads.pump();
    this.#connection.close();
  }

  /**
   * Queues a message and returns at once; it is sent when it can be. Throws `TextRefused` for a
   * body that no server would take.
   */
  send(roomId: string, body: string): PendingMessage {
    return this.#queue.add(roomId, body);
  }

  /**
   * Resolves when the message is stored and the replica has it; rejects with `SendFailed`. While
   * there is no connection it waits, for ever if need be.
   */
  sent(pending: PendingMessage): Promise<Message> {
    return this.#queue.sent(pending);
  }

  /** Sends a failed message again, under its own id. */
  retry(clientMessageId: string): void {
    this.#queue.retry(clientMessageId);
  }

  /** Gives up an unacknowledged message. One that is on its way may still be stored. */
  discard(clientMessageId: string): void {
    this.#queue.discard(clientMessageId);
  }

  /** I have read up to this message. Counts here at once, and on the server once connected. */
  markRead(roomId: string, number: number): void {
    const room = this.#replica.get(roomId);
    if (!room) return;
    const before = room.readNumber;
    room.read(Math.min(number, room.lastNumber));
    if (room.readNumber === before) return;
    this.#replica.screens.roomChanged(roomId);
    this.#reads.mark(roomId);
  }

  /**
   * Calls the listener for each event; returns the function that ends that.
   *
   * `message`: each message that is new since the first snapshot, in any room of mine, exactly
   * once and in order per room; also those that came while cut off, unless that was so long that
   * the server sent the present state of the room instead of what happened in between.
   *
   * `reset`: that was the case. Messages up to the room's `lastNumber` may not have been told;
   * `api.messages()` has them.
   */
  on<Name extends keyof RoostEvents>(event: Name, listener: RoostEvents[Name]): () => void {
    return this.#events.on(event, listener);
  }

  #createReplica(): Replica {
    return new Replica({
      clock: this.#clock,
      source: {
        pending: (roomId) => this.#queue.pending(roomId),
        loadMessages: (roomId, query) => this.api.messages(roomId, query),
        loadMembers: (roomId, query) => this.api.members(roomId, query),
      },
      sync: (roomId, since) => this.#ask((ref) => ({ type: "sync", ref, roomId, since })),
      sentAs: (posted) => this.#queue.sentAs(posted),
      onStored: (message) => this.#queue.stored(message),
      onProgress: (roomId) => this.#queue.progressed(roomId),
      onMessage: (message, room) => this.#events.emit("message", message, room),
      onJoined: (room) => this.#events.emit("joined", room),
      onLeft: (roomId) => this.#events.emit("left", roomId),
      onReset: (room) => this.#events.emit("reset", room),
    });
  }

  #createQueue(storage: PendingStorage | undefined): SendQueue {
    return new SendQueue({
      clock: this.#clock,
      storage,
      transmit: (post) => this.#ask((ref) => ({ ...post, ref })),
      versionOf: (roomId) => this.#replica.get(roomId)?.version ?? null,
      myId: () => this.me.get()?.id ?? null,
      onChange: (roomId) => this.#replica.screens.pendingChanged(roomId),
    });
  }

  #createReads(): Reads {
    return new Reads({
      clock: this.#clock,
      positionsOf: (roomId) => this.#replica.get(roomId) ?? null,
      transmit: (roomId, number) => this.#ask((ref) => ({ type: "read", ref, roomId, number })),
    });
  }

  /** Sends a frame under a `ref` of its own, and returns that; null while nothing can be sent. */
  #ask(frame: (ref: number) => UpFrame): number | null {
    if (!this.#connection.isLive || !this.#pace.take()) return null;
    this.#ref += 1;
    this.#connection.send(frame(this.#ref));
    return this.#ref;
  }

  /** Frames of a kind that is not known here pass unheeded. */
  #take(frame: DownFrame): void {
    this.#health.take(frame);
    this.#replica.take(frame);
    if (frame.type === "posted") this.#queue.posted(frame);
    if (frame.type === "error") {
      this.#queue.refused(frame);
      this.#reads.refused(frame.ref, frame.retryAfterMs);
    }
  }

  #statusChanged(status: ConnectionStatus): void {
    if (status.state === "live") this.#goLive();
    if (status.state === "waiting" || status.state === "stopped") this.#cutOff();
    this.#events.emit("status", status);
  }

  #goLive(): void {
    this.#pace.restart();
    for (const [roomId, room] of this.#replica.all()) {
      if (room.readNumber > room.confirmedReadNumber) this.#reads.mark(roomId, 0);
    }
    this.#replica.pump();
    this.#queue.goLive();
    this.#reads.pump();
    this.#replica.screens.retryFailed();
  }

  #cutOff(): void {
    this.#pace.stop();
    this.#reads.stop();
    this.#replica.cutOff();
    this.#queue.cutOff();
  }

  #pump(): void {
    this.#replica.pump();
    this.#queue.pump();
    this.#reads.pump();
  }
}
