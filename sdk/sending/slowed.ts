import { Derived, type Observable } from "../observable.ts";
import type { Entry } from "./entry.ts";

type Waiting = Pick<Entry, "state" | "dueAt">;

/**
 * Q9: the server had its person wait (`request.rate_limited`). From then on one message is under way at a time, over
 * all rooms, until all that waits is sent. More would be refused, and ask for nothing but answers.
 */
export class Slowed {
  #since: number | null = null;
  /** Nothing new is sent before this. */
  #until = 0;
  readonly #view = new Derived(() => this.#since);

  /** Since when, in milliseconds of the clock; null while messages are sent as they are written. */
  get since(): Observable<number | null> {
    return this.#view;
  }

  begin(now: number, retryAfterMs: number): void {
    this.#until = now + retryAfterMs;
    this.#become(this.#since ?? now);
  }

  /** When this is to be sent, or to be sent again. */
  dueAt({ state, dueAt }: Waiting): number {
    return state === "sending" || this.#since === null ? dueAt : Math.max(dueAt, this.#until);
  }

  /** Whether this waits for another one that is under way. */
  holds({ state }: Waiting, all: Iterable<Waiting>): boolean {
    if (this.#since === null || state === "sending") return false;
    return [...all].some((other) => other.state === "sending");
  }

  /** Ends where nothing is left that waits for its turn alone. */
  check(all: Iterable<Waiting>, now: number): void {
    if (this.#since === null) return;
    const by = Math.max(now, this.#until);
    if (![...all].some(({ state, dueAt }) => state === "queued" && dueAt <= by)) this.#become(null);
  }

  #become(since: number | null): void {
    if (this.#since === since) return;
    this.#since = since;
    this.#view.changed();
  }
}
