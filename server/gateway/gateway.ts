import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { limits } from "@roost/protocol/limits.ts";
import type { Hello } from "@roost/protocol/up.ts";
import { WebSocketServer } from "ws";
import type { Context } from "../context.ts";
import { roomChangesSince, roomVersions } from "../rooms/changes.ts";
import { Connection } from "./connection.ts";
import { RoomFeeds } from "./room-feeds.ts";
import { Session, type Visitor } from "./session.ts";

export const GATEWAY_PATH = "/ws";

const TIMEOUT_CHECK_MS = 5_000;
/** How long a lost event that no other follows may stay unnoticed. */
const FEED_CHECK_MS = 10_000;

export interface GatewayOptions {
  ctx: Context;
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
  readonly #feeds: RoomFeeds;
  readonly #connections = new Set<Connection>();
  readonly #sockets: WebSocketServer;
  readonly #timers: NodeJS.Timeout[];
  #closing = false;
  #onEmpty: (() => void) | null = null;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#feeds = new RoomFeeds(options.ctx.bus, {
      versions: (roomIds) => roomVersions(options.ctx, roomIds),
      load: (roomId, since) => roomChangesSince(options.ctx, roomId, since),
      onLoadError: options.onFault,
    });
    this.#sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: limits.upFrameBytes,
      // A deflate window for each connection would cost more memory than all else together.
      perMessageDeflate: false,
    });
    this.#timers = [
      setInterval(() => this.checkTimeouts(), TIMEOUT_CHECK_MS),
      setInterval(() => void this.checkFeeds(), FEED_CHECK_MS),
    ];
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
    for (const connection of this.#connections) connection.checkTimeouts();
  }

  /** Finds events that were lost on their way here. */
  checkFeeds(): Promise<void> {
    return this.#feeds.check();
  }

  /**
   * Sends everybody away, to come back at a random moment of the next `windowMs`. Resolves when
   * all are gone, at the latest after the time that a close is waited for.
   */
  async close(windowMs: number): Promise<void> {
    this.#closing = true;
    for (const timer of this.#timers) clearInterval(timer);
    const allGone = new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
    if (this.#connections.size === 0) return;
    for (const connection of this.#connections) {
      connection.close("goingAway", `retry within ${windowMs} ms`);
    }
    await allGone;
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // The handshake listens to the socket itself; before it, an error must not end the server.
    socket.on("error", () => {});
    const path = request.url?.split("?", 1)[0];
    if (path !== GATEWAY_PATH || this.#closing) {
      socket.end(`HTTP/1.1 ${this.#closing ? "503 Service Unavailable" : "404 Not Found"}\r\n\r\n`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (ws) => {
      const { ctx, authenticate, onFault, now = Date.now } = this.#options;
      const connection = new Connection(ws, socket, now, onFault);
      const session = new Session(connection, {
        ctx,
        feeds: this.#feeds,
        authenticate: (hello) => authenticate(hello, request),
        onFault,
      });
      this.#connections.add(connection);
      ws.on("close", () => {
        this.#connections.delete(connection);
        if (this.#connections.size === 0) this.#onEmpty?.();
      });
      connection.open(session);
    });
  }
}
