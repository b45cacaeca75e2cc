import { limits } from "@roost/protocol/limits.ts";
import { Alarm, type Clock } from "../clock.ts";

export interface OwnTypingOptions {
  clock: Clock;
  /** Sends that I type in a room or a thread. Returns its `ref`; null while nothing can be sent. */
  transmit: (placeId: string) => number | null;
}

/** Tells the server where I type: with the first key, and again while there are keys, but seldom. */
export class OwnTyping {
  readonly #options: OwnTypingOptions;
  readonly #alarm: Alarm;
  /** By room or thread, when the server was told last, and whether a key came since. */
  readonly #told = new Map<string, { at: number; isNew: boolean }>();

  constructor(options: OwnTypingOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock, () => this.#tellAgain());
  }

  /** A key. */
  typed(placeId: string): void {
    const told = this.#told.get(placeId);
    if (told) told.isNew = true;
    else this.#tell(placeId);
  }

  /** The message is on its way. */
  sent(placeId: string): void {
    const told = this.#told.get(placeId);
    if (told) told.isNew = false;
  }

  cutOff(): void {
    this.#alarm.clear();
    this.#told.clear();
  }

  #tell(placeId: string): void {
    if (this.#options.transmit(placeId) === null) return;
    const at = this.#options.clock.now();
    this.#told.set(placeId, { at, isNew: false });
    if (!this.#alarm.isSet) this.#alarm.set(at + limits.typingEveryMs);
  }

  #tellAgain(): void {
    const now = this.#options.clock.now();
    let next = Number.POSITIVE_INFINITY;
    for (const [placeId, { at, isNew }] of [...this.#told]) {
      if (now - at < limits.typingEveryMs) {
        next = Math.min(next, at + limits.typingEveryMs);
        continue;
      }
      this.#told.delete(placeId);
      if (isNew) this.#tell(placeId);
    }
    if (!this.#alarm.isSet) this.#alarm.set(next);
  }
}
