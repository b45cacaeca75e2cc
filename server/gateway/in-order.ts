/** What takes something from one version to a later one. */
export interface Step {
  since: number;
  version: number;
}

/** How long a gap may wait for a late event of another commit before the store is asked. */
const GAP_PATIENCE_MS = 100;
/** How long the store is left alone after it could not answer. */
const REPAIR_RETRY_MS = 1_000;
/** Early events beyond this are forgotten: the store has them too. */
const MAX_EARLY_EVENTS = 100;

/**
 * The events of one room or one person, in order. They may come late, twice or not at all: what is
 * missing is read from the store.
 */
export abstract class InOrder<S extends Step> {
  #version: number | null = null;
  /** The highest version that is known to exist. */
  #target = 0;
  /** Events that came too early, by the version they start from. */
  #early: Map<number, { step: S; origin: string | undefined }> | null = null;
  #repair: NodeJS.Timeout | null = null;
  #closed = false;

  /** What changed since a version, from the store. Null where there is nothing of that kind. */
  protected abstract load(since: number): Promise<S | null>;
  /** Told of every failed `load`, which is tried again. */
  protected abstract loadFailed(error: unknown): void;
  /** Called for each step that brings something new, one behind the other without a gap. */
  protected abstract deliver(step: S, origin: string | undefined): void;

  /** Up to which all was delivered; null before the beginning. */
  protected get at(): number | null {
    return this.#version;
  }

  protected get isClosed(): boolean {
    return this.#closed;
  }

  /**
   * Begins at what the store has, read after the subscription to the bus, so that nothing that is
   * committed later escapes.
   */
  protected begin(version: number): void {
    this.#version ??= version;
    this.expect(version);
  }

  /** The store is known to have this version; if it does not arrive soon, it is read there. */
  expect(version: number): void {
    this.#target = Math.max(this.#target, version);
    this.#deliverEarly();
  }

  /**
   * Takes an event of the bus.
   *
   * @param origin The connection that posted it all, and is told by the answer to its posts.
   */
  take(step: S, origin?: string): void {
    if (this.#closed) return;
    this.#target = Math.max(this.#target, step.version);
    if (this.#version === null || step.since > this.#version) {
      this.#early ??= new Map();
      if (this.#early.size < MAX_EARLY_EVENTS) this.#early.set(step.since, { step, origin });
    } else if (step.version > this.#version) {
      this.#deliver(step, origin);
    }
    // The answer to a post leaves behind this turn; what waited for that post must not overtake it.
    if (origin === undefined) this.#deliverEarly();
    else setImmediate(() => this.#deliverEarly());
  }

  close(): void {
    this.#closed = true;
    if (this.#repair) clearTimeout(this.#repair);
    this.#early = null;
  }

  #deliver(step: S, origin: string | undefined): void {
    this.#version = step.version;
    this.deliver(step, origin);
  }

  #deliverEarly(): void {
    if (this.#version === null) return;
    if (this.#early) {
      const starts = [...this.#early.keys()].sort((a, b) => a - b);
      for (const since of starts) {
        const arrival = this.#early?.get(since);
        if (!arrival || since > this.#version) break;
        this.#early?.delete(since);
        const { step, origin } = arrival;
        if (step.version > this.#version) this.#deliver(step, origin);
      }
      if (this.#early?.size === 0) this.#early = null;
    }
    if (this.#version < this.#target) this.#repairIn(GAP_PATIENCE_MS);
  }

  #repairIn(delayMs: number): void {
    if (this.#closed || this.#repair) return;
    this.#repair = setTimeout(() => void this.#repairGap(), delayMs);
  }

  async #repairGap(): Promise<void> {
    let delayMs = GAP_PATIENCE_MS;
    const before = this.#version ?? 0;
    try {
      if (before < this.#target) {
        const step = await this.load(before);
        if (step) this.take(step);
        // A long gap comes in several answers.
        if ((this.#version ?? 0) > before) delayMs = 0;
      }
    } catch (error) {
      this.loadFailed(error);
      delayMs = REPAIR_RETRY_MS;
    }
    this.#repair = null;
    if ((this.#version ?? 0) < this.#target) this.#repairIn(delayMs);
  }
}
