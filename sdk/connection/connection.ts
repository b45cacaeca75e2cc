import { afterClose, closeCodes } from "@roost/protocol/close-codes.ts";
import type { DownFrame, Welcome } from "@roost/protocol/down.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { Hello, UpFrame } from "@roost/protocol/up.ts";
import { PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import { Alarm, type Clock } from "../clock.ts";
import { ApiError, OtherPerson, SessionEnded } from "../errors.ts";
import { Derived } from "../observable.ts";
import type { Person } from "../person.ts";
import type { Tokens } from "../token.ts";
import { backOffMs, retryWindowMs } from "./back-off.ts";
import { Heartbeat } from "./heartbeat.ts";
import { watchHints } from "./hints.ts";
import { Link } from "./link.ts";
import { type ConnectionEvent, transition } from "./machine.ts";
import type { ConnectionStatus, StopReason } from "./status.ts";

/** How long each step towards `live` may take. */
const PATIENCE_MS = { connecting: 15_000, authenticating: 15_000, loading: 60_000 };
/** A connection that lived this long was a success; the next attempt counts from 1 again. */
const STABLE_MS = 10_000;

/** A server that closes with one of these names the window of time in which to come back. */
const WINDOW_CODES: readonly number[] = [
  closeCodes.goingAway.code,
  closeCodes.busy.code,
  closeCodes.tooManyConnections.code,
];

const STOP_REASONS: Readonly<Record<number, StopReason>> = {
  [closeCodes.unsupportedProtocol.code]: "unsupported-protocol",
  [closeCodes.sessionEnded.code]: "session-ended",
  [closeCodes.otherPerson.code]: "other-person",
  // Of an API token: there is no other one to come back with.
  [closeCodes.tokenRejected.code]: "session-ended",
};

export interface ConnectionOptions {
  /** `ws(s)://…/ws` */
  url: string;
  tokens: Tokens;
  person: Person;
  clock: Clock;
  random: () => number;
  WebSocket: typeof WebSocket;
  /** The versions that the replica holds. */
  held: () => Pick<Hello, "person" | "rooms">;
  onFrame: (frame: DownFrame) => void;
  /** Called in the new status, after the connection has done its own part. */
  onStatus: (status: ConnectionStatus) => void;
}

/** Connects, stays connected, and gives frames to whom they concern. */
export class Connection {
  readonly status = new Derived<ConnectionStatus>(() => this.#status);
  readonly #options: ConnectionOptions;
  readonly #alarm: Alarm;
  #status: ConnectionStatus = { state: "idle" };
  #attempt = 1;
  /** What is done under an older number is of a connection that is gone. */
  #generation = 0;
  #link: Link | null = null;
  #token = "";
  #welcome: Welcome | null = null;
  #heartbeat: Heartbeat | null = null;
  #unwatchHints: (() => void) | null = null;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock, () => this.#ring());
  }

  get isLive(): boolean {
    return this.#status.state === "live";
  }

  connect(): void {
    this.#dispatch({ type: "connect" });
  }

  close(): void {
    this.#dispatch({ type: "close" });
  }

  /** Stops for good: what the client gets is of another person. */
  stop(error: OtherPerson): void {
    this.#dispatch({ type: "refused", reason: "other-person", detail: error.message });
  }

  /** Sends a frame; only to be called while live. */
  send(frame: UpFrame): void {
    this.#heartbeat?.said();
    this.#link?.send(frame);
  }

  #dispatch(event: ConnectionEvent): void {
    const before = this.#status;
    const next = transition(before, event);
    if (next === before) return;
    this.#alarm.clear();
    if (before.state === "live") this.#heartbeat?.stop();
    this.#status = next;
    this.#enter(next);
    this.status.changed();
    this.#options.onStatus(next);
  }

  #enter(status: ConnectionStatus): void {
    switch (status.state) {
      case "connecting":
        this.#attempt = status.attempt;
        this.#unwatchHints ??= watchHints(() => this.#hint());
        void this.#open(++this.#generation);
        break;
      case "live":
        this.#heartbeat = this.#startHeartbeat();
        break;
      case "waiting":
        this.#hangUp();
        this.#alarm.set(status.retryAt);
        break;
      case "stopped":
        this.#hangUp();
        this.#unwatchHints?.();
        this.#unwatchHints = null;
        break;
    }
    if (status.state in PATIENCE_MS) {
      const patienceMs = PATIENCE_MS[status.state as keyof typeof PATIENCE_MS];
      this.#alarm.set(this.#options.clock.now() + patienceMs);
    }
  }

  #hangUp(): void {
    this.#generation += 1;
    this.#link?.drop();
    this.#link = null;
  }

  #ring(): void {
    if (this.#status.state === "waiting") this.#dispatch({ type: "retry" });
    else this.#lost("The server did not answer in time.");
  }

  #hint(): void {
    if (this.#status.state === "live") this.#heartbeat?.probe();
    else this.#dispatch({ type: "retry", isHint: true });
  }

  async #open(generation: number): Promise<void> {
    const { tokens, WebSocket, url } = this.#options;
    try {
      const token = await tokens.last();
      if (generation !== this.#generation) return;
      this.#token = token;
      this.#link = new Link(WebSocket, url, {
        opened: () => this.#greet(),
        frame: (frame) => this.#receive(frame),
        closed: (code, reason) => this.#closed(code, reason),
      });
    } catch (error) {
      if (generation === this.#generation) this.#noToken(error);
    }
  }

  #noToken(error: unknown): void {
    if (error instanceof OtherPerson) {
      this.stop(error);
      return;
    }
    const detail = error instanceof Error ? error.message : String(error);
    const isOver =
      error instanceof SessionEnded ||
      (error instanceof ApiError && (error.status === 401 || error.status === 403));
    if (isOver) this.#dispatch({ type: "refused", reason: "session-ended", detail });
    else this.#lost(detail);
  }

  #greet(): void {
    this.#link?.send({
      type: "hello",
      protocol: PROTOCOL_VERSION,
      token: this.#token,
      ...(this.#options.person.id !== null && { userId: this.#options.person.id }),
      ...this.#options.held(),
    });
    this.#dispatch({ type: "opened" });
  }

  #receive(frame: DownFrame): void {
    const generation = this.#generation;
    this.#heartbeat?.heard();
    if (frame.type === "welcome" && !this.#accept(frame)) return;
    this.#options.onFrame(frame);
    // A listener may have closed the connection.
    if (generation !== this.#generation) return;
    if (frame.type === "welcome") this.#dispatch({ type: "welcomed" });
    if (frame.type === "snapshot" || frame.type === "person") {
      this.#dispatch({ type: "loaded", at: this.#options.clock.now() });
    }
  }

  /** False, and stopped, where the server takes this client for somebody else. */
  #accept(welcome: Welcome): boolean {
    try {
      this.#options.person.require(welcome.me.id);
    } catch (error) {
      if (!(error instanceof OtherPerson)) throw error;
      this.stop(error);
      return false;
    }
    this.#welcome = welcome;
    return true;
  }

  #closed(code: number, reason: string): void {
    const after = afterClose(code);
    // Whoever connects again after a stop does not come back with what was refused.
    const mayRenew = after === "reconnect" || this.#options.tokens.drop(this.#token);
    if (after === "stop" || !mayRenew) {
      const stopReason = STOP_REASONS[code] ?? "forbidden";
      this.#dispatch({ type: "refused", reason: stopReason, detail: reason });
      return;
    }
    const windowMs = WINDOW_CODES.includes(code) ? retryWindowMs(reason) : null;
    this.#lost(reason || "The connection was cut.", windowMs);
  }

  #lost(reason: string, windowMs: number | null = null): void {
    const { clock, random } = this.#options;
    const now = clock.now();
    const wasStable = this.#status.state === "live" && now - this.#status.since >= STABLE_MS;
    const attempt = wasStable ? 1 : this.#attempt + 1;
    const delayMs = windowMs === null ? backOffMs(attempt, random) : random() * windowMs;
    this.#dispatch({ type: "lost", attempt, retryAt: now + delayMs, reason });
  }

  #startHeartbeat(): Heartbeat {
    return new Heartbeat({
      clock: this.#options.clock,
      intervalMs: this.#welcome?.heartbeatIntervalMs ?? limits.heartbeatIntervalMs,
      timeoutMs: this.#welcome?.heartbeatTimeoutMs ?? limits.heartbeatTimeoutMs,
      ping: () => this.#link?.send({ type: "ping" }),
      giveUp: () => this.#lost("The server went silent."),
    });
  }
}
