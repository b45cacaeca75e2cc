/** A token bucket: `burst` at once, refilled steadily. */
export class Rate {
  readonly #burst: number;
  readonly #perMs: number;
  #tokens: number;
  #atMs: number;

  constructor(burst: number, perSecond: number, nowMs: number) {
    this.#burst = burst;
    this.#perMs = perSecond / 1_000;
    this.#tokens = burst;
    this.#atMs = nowMs;
  }

  /** Takes one. Returns 0, or after how many milliseconds one more will be there. */
  take(nowMs: number): number {
    this.#tokens = Math.min(this.#burst, this.#tokens + (nowMs - this.#atMs) * this.#perMs);
    this.#atMs = nowMs;
    // A debt is kept up to another burst, so that who never stops stands out.
    this.#tokens = Math.max(this.#tokens - 1, -this.#burst);
    return this.#tokens >= 0 ? 0 : Math.ceil(-this.#tokens / this.#perMs);
  }

  /** Has it been asked for so much beyond the rate that this cannot be a burst? */
  get abused(): boolean {
    return this.#tokens <= -this.#burst;
  }
}
