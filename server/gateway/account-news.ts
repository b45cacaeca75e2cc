import type { Me } from "@roost/protocol/user.ts";
import type { CurrentRoles, KnownRole } from "../accounts/current-roles.ts";
import { type Bus, everything, type Unsubscribe } from "../bus/bus.ts";

/** A connection whose person may become another in name or role. */
export interface AccountFollower {
  readonly userId: string | null;
  /** Null until its hello was answered. */
  readonly role: KnownRole | null;
  /** Its person is this now. */
  became(me: Me): void;
}

export interface AccountNewsParts {
  followers(): Iterable<AccountFollower>;
  roles: Pick<CurrentRoles, "onChange">;
  /** Those of the people of whom there are accounts. */
  load(userIds: readonly string[]): Promise<Me[]>;
  onLoadError(error: unknown): void;
}

/** So many are read at once where a role of many is changed. */
const peopleAtOnce = 1_000;

/** Tells connections what their person is called now and may do. */
export class AccountNews {
  readonly #parts: AccountNewsParts;
  readonly #subscription: Promise<Unsubscribe>;
  readonly #endRoles: Unsubscribe;
  /** One after the other: of two changes, the later one is read last. */
  #reading = Promise.resolve();

  constructor(bus: Pick<Bus, "subscribe">, parts: AccountNewsParts) {
    this.#parts = parts;
    this.#subscription = bus.subscribe("account", everything, ({ userId }) => this.changed(userId));
    this.#endRoles = parts.roles.onChange((roleIds) => this.#rolesChanged(roleIds));
  }

  changed(userId: string): void {
    if (this.#followersOf(userId).length === 0) return;
    this.#reading = this.#reading.then(() => this.#read([userId]));
  }

  #rolesChanged(roleIds: ReadonlySet<string>): void {
    const people = [...this.#parts.followers()].flatMap(({ userId, role }) =>
      userId !== null && roleIds.has(role?.customRoleId ?? "") ? userId : [],
    );
    const userIds = [...new Set(people)];
    for (let start = 0; start < userIds.length; start += peopleAtOnce) {
      const some = userIds.slice(start, start + peopleAtOnce);
      this.#reading = this.#reading.then(() => this.#read(some));
    }
  }

  async close(): Promise<void> {
    (await this.#subscription)();
    this.#endRoles();
    await this.#reading;
  }

  async #read(userIds: readonly string[]): Promise<void> {
    try {
      const found = new Map((await this.#parts.load(userIds)).map((me) => [me.id, me]));
      for (const follower of this.#parts.followers()) {
        const me = found.get(follower.userId ?? "");
        if (me) follower.became(me);
      }
    } catch (error) {
      this.#parts.onLoadError(error);
    }
  }

  #followersOf(userId: string): AccountFollower[] {
    return [...this.#parts.followers()].filter((follower) => follower.userId === userId);
  }
}
