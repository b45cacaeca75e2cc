import type { CreateApiToken, MadeApiToken, MyApiTokens } from "@roost/protocol/api-tokens.ts";
import type { Accounts } from "./accounts.ts";

/** The API tokens of my account. In browsers; each method throws `ApiError` or `NetworkError`. */
export class ApiTokens {
  readonly #accounts: Pick<Accounts, "call">;

  constructor(accounts: Pick<Accounts, "call">) {
    this.#accounts = accounts;
  }

  /** Mine, and whether it takes the password to make one. */
  list(): Promise<MyApiTokens> {
    return this.#accounts.call("GET", "/api/me/tokens");
  }

  /** Makes one. Its secret is told now and never again. */
  create(body: CreateApiToken): Promise<MadeApiToken> {
    return this.#accounts.call("POST", "/api/me/tokens", { body });
  }

  async revoke(tokenId: string): Promise<void> {
    await this.#accounts.call("DELETE", `/api/me/tokens/${encodeURIComponent(tokenId)}`);
  }
}
