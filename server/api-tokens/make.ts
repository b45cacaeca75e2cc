import { randomUUID } from "node:crypto";
import { apiTokenLimits } from "@roost/protocol/api-token-limits.ts";
import type { MadeApiToken, MakeApiToken } from "@roost/protocol/api-tokens.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import { tokenScopes } from "@roost/protocol/token-scopes.ts";
import { sql } from "kysely";
import { type AuditedActor, record } from "../audit/record.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { readApiToken } from "./list.ts";
import { newApiSecret } from "./secret.ts";

/**
 * Makes an API token of an account, in a transaction that holds the lock of it: of two at the same moment, both are counted.
 *
 * @param maker Whom the audit log names.
 *
 * Throws `request.invalid` for a time that is over, `token.too_many`, `text.…`.
 */
export async function makeApiToken(
  tx: Db,
  maker: AuditedActor,
  userId: string,
  { name: typed, scopes, expiresAt = null }: MakeApiToken,
  now: Date,
): Promise<MadeApiToken> {
  const name = checkName(typed);
  if (expiresAt !== null && new Date(expiresAt) <= now) {
    throw new Refusal("request.invalid", "`expiresAt` is over already; name a time in the future.");
  }
  await requireFew(tx, userId, now);
  const { secret, hint, hash } = newApiSecret();
  const id = randomUUID();
  const wanted = tokenScopes.filter((scope) => scopes.includes(scope));
  await sql`
    INSERT INTO api_tokens (id, user_id, name, secret_hash, hint, scopes, created_at, created_by, expires_at)
    VALUES (${id}, ${userId}, ${name}, ${hash}, ${hint}, ${wanted}::text[], ${now}, ${maker.id},
      ${expiresAt})`.execute(tx);
  const details = { tokenId: id, name, scopes: wanted, until: expiresAt };
  await record(tx, maker, "token.made", userId, details);
  return { token: await readApiToken(tx, id), secret };
}

function checkName(typed: string): string {
  const name = normalizeLine(typed);
  const problem = checkLine(name, apiTokenLimits.apiTokenNameCharacters);
  if (problem) throw new Refusal(problem.code, `Name: ${problem.detail}`);
  return name;
}

async function requireFew(tx: Db, userId: string, now: Date): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) FROM api_tokens
    WHERE user_id = ${userId} AND (expires_at IS NULL OR expires_at > ${now})`.execute(tx);
  if ((rows[0]?.count ?? 0) < apiTokenLimits.apiTokens) return;
  throw new Refusal(
    "token.too_many",
    `There are ${apiTokenLimits.apiTokens} API tokens of this account; revoke one that is not used any more.`,
  );
}
