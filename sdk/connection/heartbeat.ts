import { Alarm, type Clock } from "../clock.ts";

/** A ping has to be followed by some frame within this time. */
const ANSWER_MS = 10_000;
/** As above, where the device has just woken up or changed its network. */
const PROBE_ANSWER_MS = 4_000;

export interface HeartbeatOptions {
  clock: Clock;
  intervalMs: number;
  timeoutMs: number;
  ping: () => void;
  /** Called at most once. */
  giveUp: () => void;
}

/** Notices a connection that died without saying so, and keeps the server from thinking that. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #alarm: Alarm;
  #heardAt: number;
  #saidAt: number;
  /** When an unanswered ping is taken for a dead connection. */
  #answerBy = Number.POSITIVE_INFINITY;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#heardAt = options.clock.now();
    this.#saidAt = this.#heardAt;
    this.#alarm = new Alarm(options.clock, () => this.#check());
    this.#arm();
  }

  /** Any frame came. It is as good as a pong. */
  heard(): void {
    this.#heardAt = this.#options.clock.now();
    this.#answerBy = Number.POSITIVE_INFINITY;
  }

  /** Any frame went. */
  said(): void {
    this.#saidAt = this.#options.clock.now();
  }

  /** Asks now whether the connection still works. */
  probe(): void {
    this.#ping(PROBE_ANSWER_MS);
    this.#arm();
  }

  stop(): void {
    this.#alarm.clear();
  }

  /** Traffic does not move the alarm; it looks again when it rings. */
  #check(): void {
    const now = this.#options.clock.now();
    if (now >= this.#answerBy || now >= this.#heardAt + this.#options.timeoutMs) {
      this.#options.giveUp();
      return;
    }
    if (now >= this.#pingAt) this.#ping(ANSWER_MS);
    this.#arm();
  }

  get #pingAt(): number {
    return Math.min(this.#heardAt, this.#saidAt) + this.#options.intervalMs;
  }

  #ping(answerMs: number): void {
    const now = this.#options.clock.now();
    this.#answerBy = Math.min(this.#answerBy, now + answerMs);
    this.#saidAt = now;
    this.#options.ping();
  }

  #arm(): void {
    const pinged = this.#answerBy !== Number.POSITIVE_INFINITY;
    const next = pinged ? this.#answerBy : this.#pingAt;
    this.#alarm.set(Math.min(next, this.#heardAt + this.#options.timeoutMs));
  }
}
