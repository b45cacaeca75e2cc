import type { ApiTokens, MadeApiToken, MakeApiToken } from "@roost/protocol/api-tokens.ts";
import type { Bot, Bots as BotList, BotsQuery, CreateBot, PatchBot } from "@roost/protocol/bots.ts";
import type { Accounts } from "./accounts.ts";

/** The bots of the server. In browsers; each method throws `ApiError` or `NetworkError`. */
export class Bots {
  readonly #accounts: Pick<Accounts, "call">;

  constructor(accounts: Pick<Accounts, "call">) {
    this.#accounts = accounts;
  }

  /** All of them, or a page where `limit` is given. */
  list(query: BotsQuery = {}): Promise<BotList> {
    return this.#accounts.call("GET", "/api/admin/bots", { query });
  }

  create(body: CreateBot): Promise<Bot> {
    return this.#accounts.call("POST", "/api/admin/bots", { body });
  }

  /** What is left out stays. */
  change(botId: string, body: PatchBot): Promise<Bot> {
    return this.#accounts.call("PATCH", pathOf(botId), { body });
  }

  /** @param image A PNG, JPEG or WebP. */
  setPicture(botId: string, image: Blob): Promise<Bot> {
    return this.#accounts.call("PUT", `${pathOf(botId)}/picture`, { body: image });
  }

  async removePicture(botId: string): Promise<void> {
    await this.#accounts.call("DELETE", `${pathOf(botId)}/picture`);
  }

  /** Its tokens end at once. What it wrote stays, under its name. */
  async delete(botId: string): Promise<void> {
    await this.#accounts.call("DELETE", pathOf(botId));
  }

  /** The API tokens of a bot, as a person's own are in `ApiTokens`. */
  tokensOf(botId: string) {
    const path = `${pathOf(botId)}/tokens`;
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

const pathOf = (botId: string) => `/api/admin/bots/${encodeURIComponent(botId)}`;
