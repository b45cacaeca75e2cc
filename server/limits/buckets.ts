/** Keys that are kept in mind. */
const maxKeys = 50_000;

/**
 * A token bucket for each key: some at once, then one at an interval. A key whose bucket is full
 * is forgotten; where there are too many, the one that was used longest ago.
 */
export class Buckets {
  readonly #intervalMs: number;
  readonly #spanMs: number;
  readonly #longestMs: number;
  readonly #nowMs: () => number;
  /** When each bucket will be full; the one that was used last, last. */
  readonly #fullAt = new Map<string, number>();

  /**
   * @param atOnce What a key has that was not used for long.
   * @param intervalMs In this time it gets one more. No wait is longer, but for what was spent beyond.
   * @param mostBeyond So much may be spent that is not there.
   */
  constructor(atOnce: number, intervalMs: number, nowMs: () => number, mostBeyond = 0) {
    this.#intervalMs = intervalMs;
    this.#spanMs = atOnce * intervalMs;
    this.#longestMs = (atOnce + mostBeyond) * intervalMs;
    this.#nowMs = nowMs;
  }

  get size(): number {
    return this.#fullAt.size;
  }

  /** Takes one. Returns 0, or in how many milliseconds there will be one. */
  take(key: string): number {
    const now = this.#nowMs();
    const fullAt = this.#fullAtBy(key, now);
    const wait = this.#waitMs(fullAt, now);
    if (wait > 0) return wait;
    this.#set(key, fullAt + this.#intervalMs);
    this.#forget(now);
    return 0;
  }

  /** Takes some that were used elsewhere, whether they are there or not. */
  spend(key: string, count: number): void {
    const now = this.#nowMs();
    const fullAt = this.#fullAtBy(key, now) + count * this.#intervalMs;
    this.#set(key, Math.min(fullAt, now + this.#longestMs));
    this.#forget(now);
  }

  /** Says what `take` would, and takes nothing. */
  look(key: string): number {
    const now = this.#nowMs();
    return this.#waitMs(this.#fullAtBy(key, now), now);
  }

  /** Gives one back that was not used. */
  giveBack(key: string): void {
    const fullAt = this.#fullAt.get(key);
    if (fullAt !== undefined) this.#set(key, fullAt - this.#intervalMs);
  }

  #fullAtBy(key: string, now: number): number {
    // A clock that was set back must not make anybody wait for longer.
    return Math.min(Math.max(this.#fullAt.get(key) ?? now, now), now + this.#longestMs);
  }

  #waitMs(fullAt: number, now: number): number {
    return Math.max(0, Math.ceil(fullAt + this.#intervalMs - now - this.#spanMs));
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
