/** Keys that are kept in mind. A server takes minutes to check so many passwords. */
const maxKeys = 50_000;

/**
 * Bounds attempts by key: some at once, then one at an interval. A key that has all of its attempts
 * again is forgotten.
 */
export class AttemptLimit {
  readonly #intervalMs: number;
  readonly #spanMs: number;
  readonly #nowMs: () => number;
  /** When each key will have all of its attempts again; the one that was used last, last. */
  readonly #fullAt = new Map<string, number>();

  /**
   * @param atOnce Attempts of a key that has made none for long.
   * @param intervalMs In this time it gets one more. No wait is longer.
   */
  constructor(atOnce: number, intervalMs: number, nowMs: () => number) {
    this.#intervalMs = intervalMs;
    this.#spanMs = atOnce * intervalMs;
    this.#nowMs = nowMs;
  }

  get size(): number {
    return this.#fullAt.size;
  }

  /** Takes an attempt. Returns 0, or in how many milliseconds there will be one. */
  take(key: string): number {
    const now = this.#nowMs();
    // A clock that was set back must not make anybody wait for longer.
    const fullAt = Math.min(Math.max(this.#fullAt.get(key) ?? now, now), now + this.#spanMs);
    const wait = Math.ceil(fullAt + this.#intervalMs - now - this.#spanMs);
    if (wait > 0) return wait;
    this.#set(key, fullAt + this.#intervalMs);
    this.#forget(now);
    return 0;
  }

  /** Gives an attempt back that turned out to be none. */
  giveBack(key: string): void {
    const fullAt = this.#fullAt.get(key);
    if (fullAt !== undefined) this.#set(key, fullAt - this.#intervalMs);
  }

  #set(key: string, fullAt: number): void {
    this.#fullAt.delete(key);
    if (fullAt > this.#nowMs()) this.#fullAt.set(key, fullAt);
  }

  #forget(now: number): void {
    let looks = 2;
    for (const [key, fullAt] of this.#fullAt) {
      const isOver = fullAt <= now || this.#fullAt.size > maxKeys;
      if (looks-- === 0 || !isOver) return;
      this.#fullAt.delete(key);
    }
  }
}
