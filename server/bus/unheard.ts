import { type BusEvent, isKept, type KeptEvent, subjectOf } from "./bus.ts";

/** Beyond this many the oldest are forgotten. */
const MAX_EVENTS = 20_000;
/** An echo may be of the beat before the last one. */
const BEATS_KEPT = 2;

/**
 * The ends of sessions, and changes of accounts, since the last beat that surely came back from Redis: they may not have
 * reached the other nodes. Those find changes of rooms and persons that they missed by the versions in
 * the store; of these they cannot know, as long as they have heard Redis all the time themselves.
 */
export class Unheard {
  /** By session or account, in the order of their beats. */
  readonly #events = new Map<string, { event: KeptEvent; beat: number }>();
  #beat = 0;

  add(events: readonly BusEvent[]): void {
    for (const event of events) if (isKept(event)) this.#put(event);
  }

  /** A beat leaves behind all that was added before. `isHeard`: those before it have come back. */
  beat(isHeard: boolean): void {
    if (isHeard) {
      for (const [key, { beat }] of this.#events) {
        if (beat >= this.#beat - BEATS_KEPT) break;
        this.#events.delete(key);
      }
    }
    this.#beat += 1;
  }

  list(): KeptEvent[] {
    return [...this.#events.values()].map(({ event }) => event);
  }

  #put(event: KeptEvent): void {
    const subject = subjectOf(event);
    this.#events.delete(subject);
    this.#events.set(subject, { event, beat: this.#beat });
    if (this.#events.size <= MAX_EVENTS) return;
    for (const oldest of this.#events.keys()) {
      this.#events.delete(oldest);
      return;
    }
  }
}
