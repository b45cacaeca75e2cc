import type { SignInHistory, SignInHistoryQuery } from "@roost/protocol/sign-in-history.ts";
import type { Accounts } from "./accounts.ts";

/** Who signed in to my account, and who was kept out. Throws `ApiError` or `NetworkError`. */
export class SignIns {
  readonly #accounts: Pick<Accounts, "call">;

  constructor(accounts: Pick<Accounts, "call">) {
    this.#accounts = accounts;
  }

  /** A page of it, the newest first. */
  list(query: SignInHistoryQuery = {}): Promise<SignInHistory> {
    return this.#accounts.call("GET", "/api/me/sign-ins", { query });
  }
}
