import type { Me } from "@roost/protocol/user.ts";
import {
  type Accounts,
  type Credentials,
  type Observable,
  Roost,
  SessionEnded,
  type SignUp,
} from "@roost/sdk";
import { pendingStorage } from "./pending-storage.ts";

/** Who is in front of the page. Each state holds only what belongs to it. */
export type Visit =
  | { state: "checking" }
  | { state: "unreachable"; error: unknown }
  | { state: "signed-out"; notice: string | null }
  | { state: "signed-in"; me: Me; roost: Roost }
  | { state: "outdated" };

/** Finds out who is signed in, keeps their client, and lets it go when they are signed out. */
export class Session implements Observable<Visit> {
  readonly accounts: Accounts;
  readonly #url: string;
  readonly #listeners = new Set<() => void>();
  #visit: Visit = { state: "checking" };

  constructor(accounts: Accounts, url: string) {
    this.accounts = accounts;
    this.#url = url;
  }

  readonly get = (): Visit => this.#visit;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks the server who this is. A failure becomes the state `unreachable`. */
  async check(): Promise<void> {
    this.#become({ state: "checking" });
    try {
      const session = await this.accounts.session();
      if (session === null) this.#become({ state: "signed-out", notice: null });
      else this.#enter(session.me);
    } catch (error) {
      this.#become({ state: "unreachable", error });
      window.addEventListener("online", () => this.check(), { once: true });
    }
  }

  /** Throws what the server refused. */
  async signIn(credentials: Credentials): Promise<void> {
    await this.accounts.signIn(credentials);
    await this.#enterAsSignedIn();
  }

  /** Throws what the server refused. */
  async signUp(account: SignUp): Promise<void> {
    await this.accounts.signUp(account);
    await this.#enterAsSignedIn();
  }

  /** Throws when the server could not be told; then this page stays signed in. */
  async signOut(): Promise<void> {
    await this.accounts.signOut();
    this.#leave(null);
  }

  async #enterAsSignedIn() {
    const session = await this.accounts.session();
    if (session === null) {
      throw new SessionEnded("The browser did not keep the session. Allow cookies for this site.");
    }
    this.#enter(session.me);
  }

  #enter(me: Me) {
    const roost = new Roost({
      url: this.#url,
      token: () => this.accounts.token(),
      storage: pendingStorage(me.id, localStorage),
    });
    this.#become({ state: "signed-in", me, roost });
    roost.on("status", (status) => {
      if (status.state !== "stopped") return;
      if (status.reason === "unsupported-protocol") this.#become({ state: "outdated" });
      else if (status.reason === "session-ended") this.#leave("You were signed out.");
      else if (status.reason === "forbidden") this.#leave(status.detail);
    });
    roost.connect().catch(() => {
      // A stop is handled above, as a status.
    });
  }

  /** Drafts and unsent messages stay in this browser for the next time. */
  #leave(notice: string | null) {
    const visit = this.#visit;
    if (visit.state !== "signed-in") return;
    this.#become({ state: "signed-out", notice });
    visit.roost.close();
  }

  #become(visit: Visit) {
    this.#visit = visit;
    for (const listener of this.#listeners) listener();
  }
}
