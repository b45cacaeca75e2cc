import type { ApiTokens, MadeApiToken, MakeApiToken } from "@roost/protocol/api-tokens.ts";
import type { Bot, Bots as BotList, CreateBot } from "@roost/protocol/bots.ts";
import type { Accounts } from "./accounts.ts";

/** The bots of the server. In browsers; each method throws `ApiError` or `NetworkError`. */
export class Bots {
  readonly #accounts: Pick<Accounts, "call">;

  constructor(accounts: Pick<Accounts, "call">) {
    this.#accounts = accounts;
  }

  list(): Promise<BotList> {
    return this.#accounts.call("GET", "/api/admin/bots");
  }

  create(body: CreateBot): Promise<Bot> {
    return this.#accounts.call("POST", "/api/admin/bots", { body });
  }

  /** The API tokens of a bot, as a person's own are in `ApiTokens`. */
  tokensOf(botId: string) {
    const path = `/api/admin/bots/${encodeURIComponent(botId)}/tokens`;
    return {
      list: (): Promise<ApiTokens> => this.#accounts.call("GET", path),
      /** Makes one. Its secret is told now and never again. */
      create: (body: MakeApiToken): Promise<MadeApiToken> =>
        this.#accounts.call("POST", path, { body }),
      revoke: async (tokenId: string): Promise<void> => {
        await this.#accounts.call("DELETE", `${path}/${encodeURIComponent(tokenId)}`);
      },
    };
  }
}
