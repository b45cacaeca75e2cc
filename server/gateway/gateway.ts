import { randomBytes } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { limits } from "@roost/protocol/limits.ts";
import type { Hello } from "@roost/protocol/up.ts";
import { type WebSocket, WebSocketServer } from "ws";
import { findEndedSessions } from "../accounts/signed-in.ts";
import type { Context } from "../context.ts";
import type { Health } from "../health.ts";
import { newerVersions } from "../rooms/changes.ts";
import { findDrifted } from "../rooms/membership-drift.ts";
import { Connection } from "./connection.ts";
import { type EncodedFrame, encodeFrame } from "./frame.ts";
import { openQuestions, type Visitor } from "./questions.ts";
import { RecentMemory } from "./recent-changes.ts";
import { RoomFeeds } from "./room-feeds.ts";
import { type Authenticate, Session, type SessionParts } from "./session.ts";
import { Sweep } from "./sweep.ts";

export const GATEWAY_PATH = "/ws";

export const TIMEOUT_CHECK_MS = 5_000;
/** Recent changes of all rooms together. */
const RECENT_BYTES = 64 * 1024 * 1024;
/** Who was away for longer asks the store. */
const RECENT_AGE_MS = 120_000;

export interface GatewayOptions {
  ctx: Context;
  health: Health;
  /** Who says this hello, in a connection that began with this request. Throws `Refusal`. */
  authenticate(hello: Hello, request: IncomingMessage): Promise<Visitor>;
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
  readonly #memory: RecentMemory;
  readonly #connections = new Map<Connection, Session>();
  readonly #sockets: WebSocketServer;
  readonly #timer: NodeJS.Timeout;
  readonly #sweep: Sweep;
  readonly #endHealth: () => void;
  readonly #nodeId = randomBytes(6).toString("base64url");
  #opened = 0;
  #closing = false;
  #onEmpty: (() => void) | null = null;

  constructor(options: GatewayOptions) {
    const { ctx, health, onFault, now = Date.now } = options;
    this.#options = options;
    const questions = openQuestions(ctx);
    this.#memory = new RecentMemory(RECENT_BYTES, RECENT_AGE_MS, now);
    this.#feeds = new RoomFeeds(ctx.bus, {
      state: (roomId) => questions.state.ask(roomId),
      load: (roomId, since) => questions.changes.ask({ roomId, since }),
      newer: (known) => newerVersions(ctx, known),
      onLoadError: onFault,
      memory: this.#memory,
      now,
    });
    const complaint = () => {
      const { database, bus } = health.state;
      return database && bus ? null : encodeFrame({ type: "health", database, bus });
    };
    this.#parts = { ctx, feeds: this.#feeds, questions, complaint, onFault };
    this.#sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: limits.upFrameBytes,
      // A deflate window for each connection would cost more memory than all else together.
      perMessageDeflate: false,
    });
    this.#timer = setInterval(() => this.checkTimeouts(), TIMEOUT_CHECK_MS);
    this.#sweep = new Sweep(health, (isAll) => this.findLostNews(isAll));
    this.#endHealth = health.onChange(({ database, bus }) => {
      this.#tellAll(encodeFrame({ type: "health", database, bus }));
    });
  }

  /** Connections open now. */
  get size(): number {
    return this.#connections.size;
  }

  /** Takes the upgrade requests of an HTTP server. */
  attach(server: Server): void {
    server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
  }

  checkTimeouts(): void {
    for (const connection of this.#connections.keys()) connection.checkTimeouts();
    this.#memory.trim();
    this.#feeds.closeUnused();
  }

  /**
   * Finds events that were lost on their way here: changes of rooms, new rooms of people, and the
   * ends of their sessions.
   *
   * @param isAll Whether all events of some time may be lost. Then read positions are told again,
   *   too, which nothing else compares.
   */
  async findLostNews(isAll = false): Promise<void> {
    await Promise.all([this.#feeds.check(), isAll ? this.#rereadAll() : this.#findDrifted()]);
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
    const allGone = new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
    for (const connection of this.#connections.keys()) {
      connection.close("goingAway", `retry within ${windowMs} ms`);
    }
    if (this.#connections.size > 0) await allGone;
    this.#feeds.close();
  }

  #rereadAll(): void {
    for (const session of this.#connections.values()) {
      if (session.presence) session.findLostNews();
    }
  }

  /** Looks whose rooms are others in the store, and whose sign-in is over. */
  async #findDrifted(): Promise<void> {
    const { ctx } = this.#options;
    const present = [...this.#connections.values()].flatMap(({ presence }) => presence ?? []);
    const sessionIds = present.map(({ sessionId }) => sessionId);
    try {
      const [drifted, ended] = await Promise.all([
        findDrifted(ctx, present),
        findEndedSessions(ctx.database.db, sessionIds),
      ]);
      const others = new Set(drifted);
      for (const session of this.#connections.values()) {
        const { presence } = session;
        if (!presence) continue;
        if (ended.has(presence.sessionId)) session.end();
        else if (others.has(presence.userId)) session.findLostNews();
      }
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  #tellAll(frame: EncodedFrame): void {
    for (const [connection, { presence }] of this.#connections) {
      if (presence) connection.sendEncoded(frame);
    }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // The handshake listens to the socket itself; before it, an error must not end the server.
    socket.on("error", ignore);
    const path = request.url?.split("?", 1)[0];
    if (path !== GATEWAY_PATH || this.#closing) {
      socket.end(`HTTP/1.1 ${this.#closing ? "503 Service Unavailable" : "404 Not Found"}\r\n\r\n`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (ws) => this.#accept(ws, socket, request));
  }

  #accept(ws: WebSocket, socket: Duplex, request: IncomingMessage): void {
    const { onFault, now = Date.now } = this.#options;
    const connection = new Connection(ws, socket, now, onFault);
    this.#opened += 1;
    const id = `${this.#nodeId}.${this.#opened}`;
    const session = new Session(id, connection, this.#parts, this.#authenticator(request));
    this.#connections.set(connection, session);
    connection.open(session, () => this.#forget(connection));
  }

  /** On its own, so that nothing else holds on to the request for as long as the connection lives. */
  #authenticator(request: IncomingMessage): Authenticate {
    return (hello) => this.#options.authenticate(hello, request);
  }

  #forget(connection: Connection): void {
    this.#connections.delete(connection);
    if (this.#connections.size === 0) this.#onEmpty?.();
  }
}

function ignore(): void {}
