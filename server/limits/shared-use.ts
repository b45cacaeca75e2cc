import { randomUUID } from "node:crypto";
import type { Bus, Unsubscribe } from "../bus/bus.ts";
import type { RateLimits } from "./rate-limits.ts";
import { usedSubject } from "./signal.ts";

/** What is done within this time is told in one message. */
const TELL_EVERY_MS = 1_000;

/**
 * Joins the rates of several nodes: each tells the others who has done how much, and they count it as if it had
 * been done there. No operation waits for it. While the bus is down, each node counts for itself.
 */
export class SharedUse {
  readonly #bus: Bus;
  readonly #rates: RateLimits;
  readonly #nodeId = randomUUID();
  readonly #timer: NodeJS.Timeout;
  readonly #subscribed: Promise<Unsubscribe>;

  constructor(bus: Bus, rates: RateLimits) {
    this.#bus = bus;
    this.#rates = rates;
    this.#timer = setInterval(() => this.tell(), TELL_EVERY_MS);
    this.#subscribed = bus.subscribe("signal", usedSubject, ({ signal }) => {
      if (signal.type === "used" && signal.nodeId !== this.#nodeId) rates.spend(signal.used);
    });
  }

  /** Resolves when it hears the others. */
  async settled(): Promise<void> {
    await this.#subscribed;
  }

  /** Tells what was done since the last time. */
  tell(): void {
    const used = this.#rates.takeUsed(TELL_EVERY_MS);
    if (!this.#bus.isUp || Object.keys(used).length === 0) return;
    const signal = { type: "used", nodeId: this.#nodeId, used } as const;
    this.#bus.publish([{ kind: "signal", subjectId: usedSubject, signal }]);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    (await this.#subscribed)();
  }
}
