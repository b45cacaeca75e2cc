import type { RevokedTokens } from "@roost/protocol/managed-tokens.ts";
import { sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import { endedToken, revokeApiToken } from "../api-tokens/revoke.ts";
import type { Context } from "../context.ts";
import type { MailLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { changePerson, type PeopleContext } from "../people/change-person.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";

type RevokeContext = PeopleContext & Pick<Context, "sendsMail">;

/**
 * Ends API tokens of people for good, at once on all nodes, one after the other as if each were asked for alone: what keeps it
 * from one of them keeps it from no other. A mail tells their people.
 *
 * Throws `auth.forbidden`.
 */
export async function revokeTokens(
  ctx: RevokeContext,
  actor: Actor,
  tokenIds: readonly string[],
  now: Date,
): Promise<RevokedTokens> {
  requireRight(actor, "revokeTokens");
  const results: RevokedTokens["results"] = [];
  for (const tokenId of new Set(tokenIds)) {
    const problem = await revokeOne(ctx, actor, tokenId, now).catch((error: unknown) => {
      if (error instanceof Refusal) return { code: error.code, detail: error.detail };
      throw error;
    });
    results.push({ tokenId, problem });
  }
  return { results };
}

async function revokeOne(
  ctx: RevokeContext,
  actor: Actor,
  tokenId: string,
  now: Date,
): Promise<null> {
  const userId = await ownerOf(ctx.database.db, tokenId);
  if (userId === null) throw new Refusal("token.not_found");
  await revokeToken(ctx, actor, userId, tokenId, now);
  return null;
}

/** Ends an API token of somebody for good. Throws `token.not_found`, and as `changePerson` does. */
export async function revokeToken(
  ctx: RevokeContext,
  actor: Actor,
  userId: string,
  tokenId: string,
  now: Date,
): Promise<void> {
  await changePerson(ctx, actor, "revokeToken", userId, async ({ tx, person, tell }) => {
    // Those of bots are looked after with their bots.
    if (person.isBot) throw new Refusal("token.not_found");
    const name = await revokeApiToken(tx, actor, userId, tokenId);
    tell([endedToken({ userId, tokenId })]);
    const mail = { kind: "api-token-revoked", userId, name } as const;
    if (ctx.sendsMail) await queueMail(tx, mail, await languageOf(tx, userId), now);
  });
}

/** Whose it is; null where there is none. */
async function ownerOf(db: Db, tokenId: string): Promise<string | null> {
  const { rows } = await sql<{ userId: string }>`
    SELECT user_id AS "userId" FROM api_tokens WHERE id = ${tokenId}`.execute(db);
  return rows[0]?.userId ?? null;
}

async function languageOf(tx: Db, userId: string): Promise<MailLanguage> {
  const { rows } = await sql<{ language: MailLanguage | null }>`
    SELECT language FROM users WHERE id = ${userId}`.execute(tx);
  return rows[0]?.language ?? "en";
}
