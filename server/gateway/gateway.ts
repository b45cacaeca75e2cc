import { randomBytes } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { limits } from "@roost/protocol/limits.ts";
import type { Hello } from "@roost/protocol/up.ts";
import { type WebSocket, WebSocketServer } from "ws";
import { addressIn, networkOf } from "../accounts/address.ts";
import { findOutdated, findPeople } from "../accounts/signed-in.ts";
import { everything, type Unsubscribe } from "../bus/bus.ts";
import type { Context } from "../context.ts";
import { listVersion, readEmoji } from "../emoji/list.ts";
import type { Health } from "../health.ts";
import { FULL_WINDOW_MS, type OpenConnections } from "../limits/open-connections.ts";
import type { RateLimits } from "../limits/rate-limits.ts";
import { newerPersons } from "../persons/changes.ts";
import { SeenNotes } from "../presence/seen.ts";
import { newerVersions } from "../rooms/changes.ts";
import { refusalFor } from "../store/failure.ts";
import { AccountNews } from "./account-news.ts";
import { Connection } from "./connection.ts";
import { EmojiNews } from "./emoji-news.ts";
import { type EncodedFrame, encodeFrame } from "./frame.ts";
import { PersonFeeds } from "./person-feeds.ts";
import { Present } from "./present.ts";
import { openQuestions, type Visitor } from "./questions.ts";
import { Receipts } from "./receipts.ts";
import { RecentMemory } from "./recent-changes.ts";
import { RoomFeeds } from "./room-feeds.ts";
import { Session } from "./session.ts";
import type { Authenticate, SessionParts } from "./session-parts.ts";
import { Sweep } from "./sweep.ts";
import { Typing } from "./typing.ts";
import { WatchedPeople } from "./watched-people.ts";

export const GATEWAY_PATH = "/ws";

export const TIMEOUT_CHECK_MS = 5_000;
/** Recent changes of all rooms together. */
const RECENT_BYTES = 64 * 1024 * 1024;
/** Who was away for longer asks the store. */
const RECENT_AGE_MS = 120_000;

/** How a connection began. */
export interface ConnectedFrom {
  request: IncomingMessage;
  address: string;
}

export interface GatewayOptions {
  ctx: Context;
  health: Health;
  rates: RateLimits;
  /** How many connections there are of each person and address. The gateway closes it. */
  open: OpenConnections;
  /** From where somebody connects with this request. Asked once for each. */
  addressOf(request: IncomingMessage): string;
  /** Who says this hello, in a connection that began with this request. Throws `Refusal`. */
  authenticate(hello: Hello, from: ConnectedFrom): Promise<Visitor>;
  /** Told that somebody did something with the device of a session. */
  onUse?(sessionId: string): void;
  /** Told of what should not happen. */
  onFault(error: unknown): void;
  /** Milliseconds; only differences count. */
  now?: () => number;
}

/** The WebSocket side of the server. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #parts: SessionParts;
  readonly #feeds: RoomFeeds;
  readonly #persons: PersonFeeds;
  readonly #emoji: EmojiNews;
  readonly #accounts: AccountNews;
  readonly #memory: RecentMemory;
  readonly #seen: SeenNotes;
  readonly #connections = new Map<Connection, Session>();
  readonly #sockets: WebSocketServer;
  readonly #timer: NodeJS.Timeout;
  readonly #sweep: Sweep;
  readonly #endHealth: () => void;
  readonly #endBans: () => void;
  readonly #endSubscription: Promise<Unsubscribe>;
  readonly #nodeId = randomBytes(6).toString("base64url");
  #opened = 0;
  #closing = false;
  #onEmpty: (() => void) | null = null;

  constructor(options: GatewayOptions) {
    const { ctx, health, rates, open, onFault, onUse = ignore, now = Date.now } = options;
    this.#options = options;
    const questions = openQuestions(ctx);
    this.#seen = new SeenNotes(ctx.database.db, onFault);
    this.#memory = new RecentMemory(RECENT_BYTES, RECENT_AGE_MS, now);
    this.#feeds = new RoomFeeds(ctx.bus, {
      state: (roomId) => questions.state.ask(roomId),
      load: (roomId, since) => questions.changes.ask({ roomId, since }),
      newer: (known) => newerVersions(ctx, known),
      onLoadError: onFault,
      memory: this.#memory,
      onDelivered: ({ messages = [] }) => {
        const last = messages.at(-1);
        // By the clock of the database, which may be another one.
        if (last) ctx.meter.deliveries.took(Math.max(0, Date.now() - Date.parse(last.createdAt)));
      },
      now,
    });
    this.#persons = new PersonFeeds(ctx.bus, {
      load: (userId, since) => questions.personChanges.ask({ userId, since }),
      newer: (known) => newerPersons(ctx, known),
      onLoadError: onFault,
    });
    const complaint = () => {
      const { database, bus } = health.state;
      return database && bus ? null : encodeFrame({ type: "health", database, bus });
    };
    const [feeds, persons] = [this.#feeds, this.#persons];
    const typing = new Typing(ctx.bus, now);
    const present = new Present(this.#nodeId, ctx.bus, this.#seen, now);
    const people = new WatchedPeople(this.#nodeId, ctx.bus, {
      load: (userId) => questions.presence.ask(userId),
      onLoadError: onFault,
      now,
    });
    const receipts = ctx.showsReceipts
      ? new Receipts(ctx.bus, {
          load: (roomId) => questions.receipts.ask(roomId),
          onLoadError: onFault,
        })
      : null;
    this.#emoji = new EmojiNews(ctx.bus, {
      version: () => listVersion(ctx.database.db),
      load: (since) => readEmoji(ctx, since),
      tell: (frame) => this.#tellAll(encodeFrame(frame)),
      onLoadError: onFault,
    });
    this.#accounts = new AccountNews(ctx.bus, {
      followers: () => this.#connections.values(),
      roles: ctx.roles,
      load: (userIds) => findPeople(ctx.database.db, userIds),
      onLoadError: onFault,
    });
    const signals = { typing, present, people, receipts, now };
    const behind = new Set<{ catchUp(): void }>();
    const told = { emoji: this.#emoji, behind, complaint, onUse, onFault };
    this.#parts = { ctx, rates, open, feeds, persons, questions, ...signals, ...told };
    this.#endSubscription = ctx.bus.subscribe("session-ended", everything, ({ sessionId }) => {
      for (const session of this.#connections.values()) {
        if (session.sessionId === sessionId) session.end();
      }
    });
    this.#endBans = ctx.bans.onChange(() => {
      for (const session of this.#connections.values()) {
        const complaint = ctx.bans.complaint(addressIn(session.network));
        if (complaint !== null) session.end(complaint);
      }
    });
    this.#sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: limits.upFrameBytes,
      // A deflate window for each connection would cost more memory than all else together.
      perMessageDeflate: false,
    });
    this.#timer = setInterval(() => this.checkTimeouts(), TIMEOUT_CHECK_MS);
    this.#sweep = new Sweep(health, () => this.findLostNews());
    this.#endHealth = health.onChange(({ database, bus }) => {
      this.#tellAll(encodeFrame({ type: "health", database, bus }));
      if (!bus) return;
      this.#parts.people.catchUp();
      this.#parts.receipts?.catchUp();
    });
  }

  /** Connections open now. */
  get size(): number {
    return this.#connections.size;
  }

  /** People with at least one of them. */
  get people(): number {
    return this.#parts.present.size;
  }

  /** Takes the upgrade requests of an HTTP server. */
  attach(server: Server): void {
    server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
  }

  checkTimeouts(): void {
    for (const connection of this.#connections.keys()) connection.checkTimeouts();
    this.#memory.trim();
    const { typing, present, people, receipts, open } = this.#parts;
    for (const signals of [typing, present, people, receipts, open]) signals?.refresh();
    this.#feeds.closeUnused();
  }

  /** Finds events that were lost on their way here: changes of rooms, persons and roles, and ends of sessions. */
  async findLostNews(): Promise<void> {
    const followed = [this.#feeds, this.#persons, this.#emoji].map((one) => one.check());
    await Promise.all([...followed, this.#findOutdated()]);
    const behind = [...this.#parts.behind];
    this.#parts.behind.clear();
    for (const session of behind) session.catchUp();
  }

  /**
   * Sends everybody away, to come back at a random moment of the next `windowMs`. Resolves when
   * all are gone, at the latest after the time that a close is waited for.
   */
  async close(windowMs: number): Promise<void> {
    this.#closing = true;
    clearInterval(this.#timer);
    this.#sweep.close();
    this.#endHealth();
    this.#endBans();
    const allGone = new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
    for (const connection of this.#connections.keys()) {
      connection.close("goingAway", `retry within ${windowMs} ms`);
    }
    if (this.#connections.size > 0) await allGone;
    this.#feeds.close();
    this.#persons.close();
    this.#parts.present.close();
    this.#parts.people.close();
    this.#parts.receipts?.close();
    const questions = Object.values(this.#parts.questions).map((batch) => batch.close());
    await Promise.all([...questions, this.#emoji.close(), this.#accounts.close()]);
    await this.#seen.close();
    await this.#parts.open.close();
    (await this.#endSubscription)();
  }

  async #findOutdated(): Promise<void> {
    const { ctx, onFault } = this.#options;
    const known = [...this.#connections.values()].flatMap(({ visitor, role }) =>
      visitor === null ? [] : { ...visitor, role },
    );
    try {
      const { ended, changed } = await findOutdated(ctx.database.db, known);
      for (const session of this.#connections.values()) {
        if (ended.has(session.sessionId ?? "")) session.end();
      }
      for (const userId of changed) this.#accounts.changed(userId);
    } catch (error) {
      onFault(error);
    }
  }

  #tellAll(frame: EncodedFrame): void {
    for (const [connection, { hasBegun }] of this.#connections) {
      if (hasBegun) connection.sendEncoded(frame);
    }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // The handshake listens to the socket itself; before it, an error must not end the server.
    socket.on("error", ignore);
    const path = request.url?.split("?", 1)[0];
    if (path !== GATEWAY_PATH || this.#closing) {
      endWith(
        socket,
        `HTTP/1.1 ${this.#closing ? "503 Service Unavailable" : "404 Not Found"}\r\n\r\n`,
      );
      return;
    }
    const address = this.#options.addressOf(request);
    const network = networkOf(address);
    try {
      this.#options.rates.take("connect", { network });
    } catch (error) {
      const seconds = Math.ceil((refusalFor(error).retryAfterMs ?? 0) / 1_000);
      refuseUpgrade(socket, seconds);
      return;
    }
    const endCount = this.#parts.open.count("address", network);
    if (!endCount) {
      refuseUpgrade(socket, FULL_WINDOW_MS / 1_000);
      return;
    }
    // Also where no handshake comes of it.
    socket.once("close", endCount);
    this.#sockets.handleUpgrade(request, socket, head, (ws) =>
      this.#accept(ws, socket, network, this.#authenticator({ request, address })),
    );
  }

  #accept(ws: WebSocket, socket: Duplex, network: string, authenticate: Authenticate): void {
    const { onFault, now = Date.now } = this.#options;
    const connection = new Connection(ws, socket, now, onFault);
    this.#opened += 1;
    const from = { connectionId: `${this.#nodeId}.${this.#opened}`, network };
    const session = new Session(from, connection, this.#parts, authenticate);
    this.#connections.set(connection, session);
    connection.open(session, () => this.#forget(connection));
  }

  /** On its own, so that nothing else holds on to the request for as long as the connection lives. */
  #authenticator(from: ConnectedFrom): Authenticate {
    return (hello) => this.#options.authenticate(hello, from);
  }

  #forget(connection: Connection): void {
    this.#connections.delete(connection);
    if (this.#connections.size === 0) this.#onEmpty?.();
  }
}

/** Before the handshake: what is too much is held by nothing. */
function refuseUpgrade(socket: Duplex, retryAfterSeconds: number): void {
  const why = `Too many connections from this address. Try again in ${retryAfterSeconds} s.\n`;
  const head = `HTTP/1.1 429 Too Many Requests\r\nRetry-After: ${retryAfterSeconds}\r\n`;
  const body = `Content-Type: text/plain\r\nContent-Length: ${why.length}\r\nConnection: close\r\n\r\n${why}`;
  endWith(socket, head + body);
}

/** Says why, and lets go of the socket: who is refused holds none open. */
function endWith(socket: Duplex, answer: string): void {
  socket.once("finish", () => socket.destroy());
  socket.end(answer);
}

function ignore(): void {}
