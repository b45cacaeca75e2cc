import type { Clock, Timer } from "../clock.ts";

/** A clock that stands still until it is told to move. */
export class FakeClock implements Clock {
  #now = Date.parse("2026-01-01T00:00:00Z");
  #nextId = 1;
  readonly #timers = new Map<number, { at: number; run: () => void }>();

  now(): number {
    return this.#now;
  }

  setTimeout(run: () => void, milliseconds: number): Timer {
    const id = this.#nextId++;
    this.#timers.set(id, { at: this.#now + milliseconds, run });
    return id;
  }

  clearTimeout(timer: Timer): void {
    this.#timers.delete(timer as number);
  }

  /** Timers that are still to ring. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Moves on, and rings what comes due on the way, in order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = this.#next();
      if (!next || next.at > end) break;
      this.#timers.delete(next.id);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = end;
  }

  #next() {
    let next: { id: number; at: number; run: () => void } | undefined;
    for (const [id, timer] of this.#timers) {
      if (!next || timer.at < next.at) next = { id, ...timer };
    }
    return next;
  }
}
