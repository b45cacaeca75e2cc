import type { Health, HealthState } from "../health.ts";

/** How often to look for what the bus has lost, while it is believed to lose nothing. */
const QUIET_MS = 10_000;
/** As above, while it is known to lose everything of other nodes. */
const ALERT_MS = 1_000;

/**
 * Looks for news that were lost: again and again, more often while the bus is away, and at once when
 * the bus or the database is back.
 */
export class Sweep {
  readonly #look: () => Promise<void>;
  readonly #unsubscribe: () => void;
  #state: HealthState;
  #timer: NodeJS.Timeout;
  #closed = false;

  /** @param look Never rejects. */
  constructor(health: Health, look: () => Promise<void>) {
    this.#look = look;
    this.#state = health.state;
    this.#timer = this.#lookLater();
    this.#unsubscribe = health.onChange((state) => {
      const busIsBack = state.bus && !this.#state.bus;
      const databaseIsBack = state.database && !this.#state.database;
      this.#state = state;
      clearTimeout(this.#timer);
      if (busIsBack || databaseIsBack) void this.#lookNow();
      else this.#timer = this.#lookLater();
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#unsubscribe();
  }

  #lookLater(): NodeJS.Timeout {
    return setTimeout(() => void this.#lookNow(), this.#state.bus ? QUIET_MS : ALERT_MS);
  }

  async #lookNow(): Promise<void> {
    await this.#look();
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = this.#lookLater();
  }
}
