import type { BusEvent, UserEvent } from "./bus.ts";

/** Beyond this many the oldest are forgotten. */
const MAX_EVENTS = 20_000;
/** An echo may be of the beat before the last one. */
const BEATS_KEPT = 2;

/**
 * What concerned persons since the last beat that surely came back from Redis: it may not have
 * reached the other nodes. They find changes of rooms that they missed in the store; of these they
 * cannot know, as long as they have heard Redis all the time themselves.
 */
export class Unheard {
  /** The latest of each kind for a person and a room, in the order of their beats. */
  readonly #events = new Map<string, { event: UserEvent; beat: number }>();
  #beat = 0;

  add(events: readonly BusEvent[]): void {
    for (const event of events) if (!("changes" in event)) this.#put(event);
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

  list(): UserEvent[] {
    return [...this.#events.values()].map(({ event }) => event);
  }

  #put(event: UserEvent): void {
    const about = event.kind === "session-ended" ? event.sessionId : event.roomId;
    const key = `${event.kind} ${event.userId} ${about}`;
    this.#events.delete(key);
    this.#events.set(key, { event, beat: this.#beat });
    if (this.#events.size <= MAX_EVENTS) return;
    for (const oldest of this.#events.keys()) {
      this.#events.delete(oldest);
      return;
    }
  }
}
