import type { ApiTokens, MadeApiToken, MakeApiToken } from "@roost/protocol/api-tokens.ts";
import { listApiTokens } from "../api-tokens/list.ts";
import { makeApiToken } from "../api-tokens/make.ts";
import { endedToken, revokeApiToken } from "../api-tokens/revoke.ts";
import type { Manager, PeopleContext } from "../people/change-person.ts";
import { changeBot } from "./change-bot.ts";

// What those who look after bots do with their API tokens. Each throws `bot.not_found`, and as `changePerson` does.

/** The API tokens of a bot, without their secrets. */
export function listBotTokens(
  ctx: PeopleContext,
  manager: Manager,
  botId: string,
): Promise<ApiTokens> {
  return changeBot(ctx, manager, "botTokens", botId, async ({ tx }) => ({
    tokens: await listApiTokens(tx, botId),
  }));
}

/** Makes an API token of a bot. Throws as `makeApiToken` does besides. */
export function createBotToken(
  ctx: PeopleContext,
  manager: Manager,
  botId: string,
  wish: MakeApiToken,
  now: Date,
): Promise<MadeApiToken> {
  return changeBot(ctx, manager, "createBotToken", botId, ({ tx }) =>
    makeApiToken(tx, manager, botId, wish, now),
  );
}

/** Ends an API token of a bot for good, at once on all nodes. Throws `token.not_found` besides. */
export function revokeBotToken(
  ctx: PeopleContext,
  manager: Manager,
  botId: string,
  tokenId: string,
): Promise<void> {
  return changeBot(ctx, manager, "revokeBotToken", botId, async ({ tx, tell }) => {
    await revokeApiToken(tx, manager, botId, tokenId);
    tell([endedToken({ userId: botId, tokenId })]);
  });
}
