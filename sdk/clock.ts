/** A timer that a clock started. */
export type Timer = number | object;

/** Where the time comes from. Tests give their own. */
export interface Clock {
  /**
   * Milliseconds since 1970. It may be wrong by any amount, but never goes back: everybody who
   * waits for something compares two of its times.
   */
  now(): number;
  setTimeout(run: () => void, milliseconds: number): Timer;
  clearTimeout(timer: Timer): void;
}

/** When this program began. A device's clock may be set meanwhile, by hours and backwards too. */
const beganAt = Date.now() - performance.now();

export const systemClock: Clock = {
  now: () => beganAt + performance.now(),
  setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** One timer that is moved rather than multiplied. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #timer: Timer | null = null;
  #at = Number.POSITIVE_INFINITY;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  get isSet(): boolean {
    return this.#timer !== null;
  }

  /** Rings at this time (milliseconds since 1970) instead of any other. */
  set(at: number): void {
    if (this.#timer !== null && this.#at === at) return;
    this.clear();
    if (at === Number.POSITIVE_INFINITY) return;
    this.#at = at;
    const delay = Math.max(0, at - this.#clock.now());
    this.#timer = this.#clock.setTimeout(() => {
      this.#timer = null;
      this.#ring();
    }, delay);
  }

  clear(): void {
    if (this.#timer !== null) this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
  }
}
