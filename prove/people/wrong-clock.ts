import { type Clock, systemClock, type Timer } from "@roost/sdk";

/** A clock that runs as any other, but may be set. */
export class WrongClock implements Clock {
  #offsetMs = 0;

  /** Sets it this far from the right time. */
  set(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  now(): number {
    return systemClock.now() + this.#offsetMs;
  }

  setTimeout(run: () => void, milliseconds: number): Timer {
    return systemClock.setTimeout(run, milliseconds);
  }

  clearTimeout(timer: Timer): void {
    systemClock.clearTimeout(timer);
  }
}
