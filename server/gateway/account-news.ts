import type { ServerRole } from "@roost/protocol/permissions.ts";
import type { Me } from "@roost/protocol/user.ts";
import { type Bus, everything, type Unsubscribe } from "../bus/bus.ts";

/** A connection whose person may become another in name or role. */
export interface AccountFollower {
  readonly userId: string | null;
  /** Null until its hello was answered. */
  readonly role: ServerRole | null;
  /** Its person is this now. */
  became(me: Me): void;
}

export interface AccountNewsParts {
  followers(): Iterable<AccountFollower>;
  /** Null where there is no such account. */
  load(userId: string): Promise<Me | null>;
  onLoadError(error: unknown): void;
}

/** Tells connections what their person is called now and may do. */
export class AccountNews {
  readonly #parts: AccountNewsParts;
  readonly #subscription: Promise<Unsubscribe>;
  /** One after the other: of two changes, the later one is read last. */
  #reading = Promise.resolve();

  constructor(bus: Pick<Bus, "subscribe">, parts: AccountNewsParts) {
    this.#parts = parts;
    this.#subscription = bus.subscribe("account", everything, ({ userId }) => this.changed(userId));
  }

  changed(userId: string): void {
    if (this.#followersOf(userId).length === 0) return;
    this.#reading = this.#reading.then(() => this.#read(userId));
  }

  async close(): Promise<void> {
    (await this.#subscription)();
    await this.#reading;
  }

  async #read(userId: string): Promise<void> {
    try {
      const me = await this.#parts.load(userId);
      if (me) for (const follower of this.#followersOf(userId)) follower.became(me);
    } catch (error) {
      this.#parts.onLoadError(error);
    }
  }

  #followersOf(userId: string): AccountFollower[] {
    return [...this.#parts.followers()].filter((follower) => follower.userId === userId);
  }
}
