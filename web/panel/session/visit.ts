import { Accounts } from "@roost/sdk";
import { mayOpenPanel } from "../../chat/account/panel-pages.ts";
import { type Administrator, administratorOf } from "./administrator.ts";

/** Who is in front of the page. */
export type Visit =
  | { state: "checking" }
  | { state: "unreachable"; error: unknown }
  | { state: "signed-out" }
  /** Signed in, and no page of the administration is for them. */
  | { state: "denied" }
  | { state: "in"; administrator: Administrator };

/** Finds out who is signed in, and notes when they are not any more. */
export class PanelSession {
  readonly #accounts: Accounts;
  readonly #listeners = new Set<() => void>();
  #visit: Visit = { state: "checking" };

  constructor(url: string) {
    this.#accounts = new Accounts({ url, fetch: (input, init) => this.#fetch(input, init) });
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
      const found = await this.#accounts.session();
      if (found === null) return this.#become({ state: "signed-out" });
      const { me, awaitsConfirmation, approval } = found;
      if (awaitsConfirmation || approval || !mayOpenPanel(me)) {
        return this.#become({ state: "denied" });
      }
      this.#become({ state: "in", administrator: administratorOf(me, this.#accounts) });
    } catch (error) {
      this.#become({ state: "unreachable", error });
      window.addEventListener("online", () => this.check(), { once: true });
    }
  }

  async #fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const response = await fetch(input, init);
    if (response.status === 401 && this.#visit.state === "in") {
      const { code } = await response.clone().json();
      // The session was ended meanwhile, maybe by somebody else. A wrong password has another code.
      if (/^auth\.(?:required|token_)/.test(code)) this.#become({ state: "signed-out" });
    }
    return response;
  }

  #become(visit: Visit) {
    this.#visit = visit;
    for (const listener of this.#listeners) listener();
  }
}
