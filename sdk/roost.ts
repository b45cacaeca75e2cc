import type { DownFrame } from "@roost/protocol/down.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { Me, User } from "@roost/protocol/user.ts";
import { Arrangement } from "./arrangement.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Ask } from "./connection/ask.ts";
import { Connection } from "./connection/connection.ts";
import { HealthReport, type ServerHealth } from "./connection/health.ts";
import { Pace } from "./connection/pace.ts";
import type { ConnectionStatus } from "./connection/status.ts";
import { untilLive } from "./connection/until-live.ts";
import { Drafts, draftIn } from "./drafts.ts";
import { ServerEmoji } from "./emoji.ts";
import { OtherPerson } from "./errors.ts";
import { Events } from "./events.ts";
import type { Observable } from "./observable.ts";
import type { RoostEvents, RoostOptions } from "./options.ts";
import { Person } from "./person.ts";
import { Reactions } from "./reactions.ts";
import { Reads } from "./reads.ts";
import { Received } from "./received.ts";
import type { OwnView } from "./replica/own-rows.ts";
import { Replica } from "./replica/replica.ts";
import { sourceOf } from "./replica/source.ts";
import type { MemberList, PinList, RoomView, Timeline } from "./replica/views.ts";
import { Accounts, type Credentials } from "./rest/accounts.ts";
import { type Api, createApi } from "./rest/api.ts";
import { Http } from "./rest/http.ts";
import { ScheduledMessages } from "./scheduled.ts";
import type { PendingMessage, PendingStorage, Standing } from "./sending/pending.ts";
import { SendQueue } from "./sending/queue.ts";
import { Settings } from "./settings.ts";
import { Signals } from "./signals/signals.ts";
import { Threads } from "./threads.ts";
import { Tokens } from "./token.ts";

/**
 * A client of one server for one person. Where a token, an answer of the server or a stored message
 * turns out to be of another, it stops with the reason `other-person` and sends nothing.
 */
export class Roost {
  /**
   * Signs in and returns a client (not connected yet) whose tokens renew themselves. For bots.
   * Throws `ApiError` with `auth.invalid_credentials`, or `NetworkError`.
   */
  static async signIn(
    url: string,
    credentials: Credentials,
    options: Omit<RoostOptions, "url" | "token" | "userId"> = {},
  ): Promise<Roost> {
    const accounts = new Accounts({ url, ...(options.fetch ? { fetch: options.fetch } : {}) });
    const userId = await accounts.signIn(credentials);
    return new Roost({ ...options, url, token: accounts.renewing(credentials), userId });
  }

  /** The REST API. Rows that it returns are in the replica before the promise resolves. */
  readonly api: Api;
  readonly status: Observable<ConnectionStatus>;
  /** As the server of the present connection says; all is well until it says otherwise. */
  readonly health: Observable<ServerHealth>;
  /** Null until the first welcome. */
  readonly me: Observable<Me | null>;
  /** My rooms, the one with the newest message first; archived ones last. */
  readonly rooms: Observable<readonly RoomView[]>;
  /** What is told of others while somebody looks, and not kept: who types, and who is there. */
  readonly signals: Omit<Signals, "take" | "wrote" | "sent" | "pump" | "cutOff">;
  /** What I have written and not sent, on all my devices. */
  readonly drafts: Drafts;
  /** The messages that I keep for later, and whom I have blocked, by their ids. */
  readonly saved: Observable<OwnView<"saved">>;
  /** How I have my list of rooms. */
  readonly list: Arrangement;
  readonly blocked: Observable<OwnView<"block">>;
  /** That I may read and not write, until a time that may be over; and the warnings that I have not acknowledged. */
  readonly silence: Observable<OwnView<"silence">>;
  readonly warnings: Observable<OwnView<"warning">>;
  /** What I chose, on all my devices. */
  readonly settings: Settings;
  /** What the server sends for me later, and what `send` holds back: to be taken back, or sent at once. */
  readonly scheduled: ScheduledMessages;
  readonly held: Pick<SendQueue, "takeBack" | "sendHeld">;
  /** Since when I send more than the server takes, and messages wait for it (`Date.now()`); null while none do. */
  readonly slowedSince: Observable<number | null>;
  /** The emoji that were added to the server. */
  readonly emoji: Omit<ServerEmoji, "take">;
  /** The threads of my rooms, and which of them are mine. */
  readonly threads: Threads;
  readonly #clock: Clock;
  readonly #events = new Events<RoostEvents>();
  readonly #person: Person;
  readonly #connection: Connection;
  readonly #health = new HealthReport();
  readonly #pace: Pace;
  readonly #replica: Replica;
  readonly #queue: SendQueue;
  readonly #reads: Reads;
  readonly #received: Received;
  readonly #reactions: Reactions;
  readonly #signals: Signals;
  readonly #emoji: ServerEmoji;
  /** Each frame that wants an answer has its own. */
  #ref = 0;

  /** Throws `OtherPerson` where the storage has messages of somebody else than `userId`. */
  constructor(options: RoostOptions) {
    const { token, clock = systemClock, random = Math.random } = options;
    const url = new URL(options.url).origin;
    this.#clock = clock;
    this.#person = new Person(options.userId ?? null);
    const tokens = new Tokens(token, clock, this.#person);
    this.#pace = new Pace(clock, () => this.#pump());
    this.#connection = new Connection({
      url: `${url.replace(/^http/, "ws")}/ws`,
      tokens,
      person: this.#person,
      clock,
      random,
      WebSocket: options.WebSocket ?? WebSocket,
      held: () => this.#replica.nameVersions(limits.helloRooms),
      onFrame: (frame) => this.#take(frame),
      onStatus: (status) => this.#statusChanged(status),
    });
    this.#replica = this.#createReplica(options);
    this.#queue = this.#createQueue(options.storage, options.marksRead ?? false);
    const [replica, ask] = [this.#replica, this.#ask];
    this.#reads = new Reads({ clock, replica, ask });
    this.#signals = new Signals({ clock, ask });
    this.#received = new Received({ clock, replica, signals: this.#signals, ask });
    const http = new Http({
      url,
      fetch: options.fetch ?? ((input, init) => fetch(input, init)),
      clock,
      random,
      token: () => this.#tokenFrom(tokens),
      renew: (rejected) => tokens.drop(rejected),
    });
    this.api = createApi(http, this.#replica);
    const { api } = this;
    this.#reactions = new Reactions(api, (id) => this.#replica.screens.timelinesOf(id));
    const isLive = () => this.#connection.isLive;
    this.drafts = new Drafts({
      clock,
      storage: options.draftStorage,
      rows: replica.own.view("draft"),
      isTold: () => this.#replica.version !== null,
      isLive,
      keep: (place, draft) => api.setDraft(...draftIn(place, draft)),
    });
    [this.held, this.slowedSince] = [this.#queue, this.#queue.slowedSince];
    this.scheduled = new ScheduledMessages(api, replica.own.view("scheduled"));
    [this.saved, this.blocked] = [replica.own.view("saved"), replica.own.view("block")];
    [this.silence, this.warnings] = [replica.own.view("silence"), replica.own.view("warning")];
    this.list = new Arrangement(api, this.#replica.own);
    this.settings = new Settings(api, replica.own.view("setting"));
    this.emoji = this.#emoji = new ServerEmoji(api);
    this.threads = new Threads({ clock, api, replica: this.#replica, isLive });
    [this.status, this.health] = [this.#connection.status, this.#health.value];
    [this.me, this.rooms, this.signals] = [replica.me, replica.rooms, this.#signals];
  }

  /** A room of mine; null while I am not in it. The same object each time. */
  room(roomId: string): Observable<RoomView | null> {
    return this.#replica.screens.room(roomId);
  }

  /** A person whom anything that came so far mentions. */
  user(userId: string): User | undefined {
    return this.#replica.user(userId);
  }

  /** This and the next two: the same object each time for a room. */
  timeline(roomId: string): Timeline {
    return this.#replica.screens.timeline(roomId);
  }

  members(roomId: string): MemberList {
    return this.#replica.screens.members(roomId);
  }

  pins(roomId: string): PinList {
    return this.#replica.screens.pins(roomId);
  }

  /** Connects and stays connected. Resolves when live; rejects with `ConnectionStopped`. */
  connect(): Promise<void> {
    this.#connection.connect();
    return untilLive(this.status);
  }

  /** Ends the connection. No timer or socket is left, so a Node process can exit. */
  close(): void {
    this.#reads.pump();
    this.#connection.close();
  }

  /**
   * Queues a message, which may reply to another one, stand in a thread or forward one, and returns at once; it is sent
   * when it can be. Throws `TextRefused` for a body that no server would take.
   */
  send(roomId: string, body: string, standing: Standing = {}): PendingMessage {
    const pending = this.#queue.add(roomId, body, standing);
    this.#signals.sent(roomId, standing.threadNumber);
    return pending;
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

  /** Reacts to a message, or takes that back. Shown at once; rejects, and is undone, where that cannot be. */
  react(
    message: Pick<Message, "id" | "roomId" | "number">,
    emoji: string,
    on: boolean,
  ): Promise<void> {
    return this.#reactions.set(message, emoji, on);
  }

  /** I have read up to this message. Counts here at once, and on the server once connected. */
  markRead(roomId: string, number: number): void {
    if (this.#replica.markRead(roomId, number)) this.#reads.mark(roomId);
  }

  /** Calls the listener for each event; returns the function that ends that. */
  on<Name extends keyof RoostEvents>(event: Name, listener: RoostEvents[Name]): () => void {
    return this.#events.on(event, listener);
  }

  /** Throws `OtherPerson`, and then nothing else goes on either. */
  async #tokenFrom(tokens: Tokens): Promise<string> {
    try {
      return await tokens.get();
    } catch (error) {
      if (error instanceof OtherPerson) this.#connection.stop(error);
      throw error;
    }
  }

  #createReplica({ deletedName }: RoostOptions): Replica {
    return new Replica({
      ...{ clock: this.#clock, deletedName },
      source: sourceOf(
        () => this.api,
        (roomId) => this.#queue.pending(roomId),
      ),
      sync: (roomId, since) =>
        this.#ask((ref) => ({ type: "sync", ref, ...(roomId !== undefined && { roomId }), since })),
      sentAs: (posted) => this.#queue.sentAs(posted),
      onStored: (message) => this.#queue.stored(message),
      onProgress: (roomId) => {
        this.#queue.progressed(roomId);
        this.#received.came(roomId);
      },
      onMessage: (message, room) => {
        this.#signals.wrote(message);
        this.#events.emit("message", message, room);
      },
      onJoined: (room) => this.#events.emit("joined", room),
      onLeft: (roomId) => this.#events.emit("left", roomId),
      onReset: (room) => this.#events.emit("reset", room),
    });
  }

  #createQueue(storage: PendingStorage | undefined, marksRead: boolean): SendQueue {
    return new SendQueue({
      clock: this.#clock,
      storage,
      transmit: (post) => this.#ask((ref) => ({ ...post, ref })),
      versionOf: (roomId) => this.#replica.get(roomId)?.version ?? null,
      seenOf: (roomId) => (marksRead ? (this.#replica.get(roomId)?.seen ?? 0) : null),
      canSend: ({ threadNumber }) => threadNumber === undefined || this.#signals.knows("threads"),
      person: this.#person,
      onChange: (roomId) => this.#replica.screens.pendingChanged(roomId),
    });
  }

  readonly #ask: Ask = (frame) => {
    if (!this.#connection.isLive || !this.#pace.take()) return null;
    this.#ref += 1;
    this.#connection.send(frame(this.#ref));
    return this.#ref;
  };

  /** Frames of a kind that is not known here pass unheeded. */
  #take(frame: DownFrame): void {
    const parts = [this.#health, this.#signals, this.#emoji, this.#replica];
    for (const part of parts) part.take(frame);
    if (frame.type === "health" && frame.database) this.#replica.screens.retryFailed();
    if (frame.type === "person") for (const row of frame.places ?? []) this.#reads.mark(row.roomId);
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
    for (const [roomId] of this.#replica.all()) {
      this.#reads.mark(roomId);
      this.#received.came(roomId);
    }
    this.#replica.pump();
    this.#queue.goLive();
    this.#reads.pump();
    this.#signals.pump();
    this.#replica.screens.retryFailed();
    this.drafts.goLive();
    this.threads.goLive();
  }

  #cutOff(): void {
    this.#pace.stop();
    this.#reads.stop();
    this.#received.stop();
    this.#signals.cutOff();
    this.drafts.stop();
    this.threads.stop();
    this.#replica.cutOff();
    this.#queue.cutOff();
  }

  #pump(): void {
    this.#replica.pump();
    this.#queue.pump();
    this.#reads.pump();
    this.#signals.pump();
  }
}
