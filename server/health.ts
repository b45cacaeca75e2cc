import type { Bus, Unsubscribe } from "./bus/bus.ts";

/** Which of the parts that a server depends on do their work. */
export interface HealthState {
  readonly database: boolean;
  /** Whether this node hears the others, and they hear it. */
  readonly bus: boolean;
}

/** What a server knows of the parts that it depends on. */
export interface Health {
  readonly state: HealthState;
  /** Has a listener called with each new state. */
  onChange(listener: (state: HealthState) => void): Unsubscribe;
}

export interface HealthParts {
  /** Whether the database answers. Bounded in time; never rejects. */
  askDatabase(): Promise<boolean>;
  bus: Pick<Bus, "isUp" | "onHealth">;
  /** Told of listeners that throw. */
  onFault(error: unknown): void;
  /** How long after an answer the database is asked again. */
  askEveryMs?: number;
}

const defaultAskEveryMs = 1_000;

/** Watches the database and the bus of a running server. It takes both to be well at first. */
export class HealthMonitor implements Health {
  readonly #parts: HealthParts;
  readonly #listeners = new Set<(state: HealthState) => void>();
  readonly #unsubscribe: Unsubscribe;
  #state: HealthState;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(parts: HealthParts) {
    this.#parts = parts;
    this.#state = { database: true, bus: parts.bus.isUp };
    this.#unsubscribe = parts.bus.onHealth((bus) => this.#change({ ...this.#state, bus }));
    this.#askLater();
  }

  get state(): HealthState {
    return this.#state;
  }

  onChange(listener: (state: HealthState) => void): Unsubscribe {
    // The same function may listen twice; each ends alone.
    const own = (state: HealthState) => listener(state);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** Asks the database now, and says how things are. */
  async check(): Promise<HealthState> {
    const database = await this.#parts.askDatabase();
    this.#change({ ...this.#state, database });
    return this.#state;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#unsubscribe();
    this.#listeners.clear();
  }

  #askLater(): void {
    const { askEveryMs = defaultAskEveryMs } = this.#parts;
    this.#timer = setTimeout(async () => {
      await this.check();
      if (!this.#isClosed) this.#askLater();
    }, askEveryMs);
  }

  #change(state: HealthState): void {
    const { database, bus } = this.#state;
    if (this.#isClosed || (state.database === database && state.bus === bus)) return;
    this.#state = state;
    for (const listener of this.#listeners) {
      try {
        listener(state);
      } catch (error) {
        this.#parts.onFault(error);
      }
    }
  }
}
