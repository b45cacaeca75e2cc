import { isDeepStrictEqual } from "node:util";
import { type Bus, everything, type Unsubscribe } from "../bus/bus.ts";

export interface FollowedParts<Stored, Value> {
  bus: Pick<Bus, "subscribe" | "onHealth">;
  read(): Promise<Stored>;
  /** Makes what was read ready to use: once, and whenever it is another. */
  prepare(stored: Stored): Value;
  onReadError(error: unknown): void;
}

/** A change that a node has stored, and could not tell since it died, is found no later than this. */
const lookEveryMs = 10_000;

/**
 * What is set for the whole server, as this node knows it: read anew when it was changed on any node, and when a bus is back
 * that may have lost that.
 */
export class Followed<Stored, Value> {
  readonly #parts: FollowedParts<Stored, Value>;
  readonly #timer: NodeJS.Timeout;
  readonly #unsubscribes: Unsubscribe[] = [];
  readonly #listeners = new Set<() => void>();
  #stored: Stored;
  #value: Value;
  #looking = Promise.resolve();

  /** Reads it, and follows it from then on. */
  static async open<Stored, Value>(
    parts: FollowedParts<Stored, Value>,
  ): Promise<Followed<Stored, Value>> {
    const followed = new Followed(parts, await parts.read());
    const look = () => void followed.look();
    const ofHealth = parts.bus.onHealth((isUp) => void (isUp && look()));
    followed.#unsubscribes.push(ofHealth, await parts.bus.subscribe("settings", everything, look));
    // Whatever was changed between the reading and the subscription.
    await followed.look();
    return followed;
  }

  private constructor(parts: FollowedParts<Stored, Value>, stored: Stored) {
    this.#parts = parts;
    this.#stored = stored;
    this.#value = parts.prepare(stored);
    this.#timer = setInterval(() => void this.look(), lookEveryMs);
    // A server that could not start ends all the same.
    this.#timer.unref();
  }

  get value(): Value {
    return this.#value;
  }

  /** Calls the listener each time it is another; returns the function that ends that. */
  onChange(listener: () => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Compares with the store, behind what is being compared. Never rejects. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#read());
    return this.#looking;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
    await this.#looking;
  }

  async #read(): Promise<void> {
    try {
      const stored = await this.#parts.read();
      if (isDeepStrictEqual(stored, this.#stored)) return;
      this.#stored = stored;
      this.#value = this.#parts.prepare(stored);
      for (const listener of this.#listeners) listener();
    } catch (error) {
      this.#parts.onReadError(error);
    }
  }
}
