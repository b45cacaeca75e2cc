import { sql } from "kysely";
import { type AuditedActor, record } from "../audit/record.ts";
import type { SessionEnded } from "../bus/bus.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";

/**
 * Ends an API token of an account for good; `endedToken` is to be published after the commit. Returns its name.
 *
 * Throws `token.not_found`, also for that of another account.
 */
export async function revokeApiToken(
  tx: Db,
  revoker: AuditedActor,
  userId: string,
  tokenId: string,
): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    DELETE FROM api_tokens WHERE id = ${tokenId} AND user_id = ${userId}
    RETURNING name`.execute(tx);
  const [found] = rows;
  if (!found) throw new Refusal("token.not_found");
  await record(tx, revoker, "token.revoked", userId, { tokenId, name: found.name });
  return found.name;
}

/** Ends all API tokens of an account for good. Returns what to publish after the commit. */
export async function revokeApiTokens(db: Db, userId: string): Promise<SessionEnded[]> {
  const { rows } = await sql<{ tokenId: string }>`
    DELETE FROM api_tokens WHERE user_id = ${userId} RETURNING id AS "tokenId"`.execute(db);
  return rows.map(({ tokenId }) => endedToken({ userId, tokenId }));
}

/** What ends the connections of all API tokens of an account that is kept out, whose tokens stay. */
export async function closeApiTokens(db: Db, userId: string): Promise<SessionEnded[]> {
  const { rows } = await sql<{ tokenId: string }>`
    SELECT id AS "tokenId" FROM api_tokens WHERE user_id = ${userId}`.execute(db);
  return rows.map(({ tokenId }) => endedToken({ userId, tokenId }));
}

/** A token is told of as a session is: whoever is connected with it is sent away. */
export function endedToken({ userId, tokenId }: { userId: string; tokenId: string }): SessionEnded {
  return { kind: "session-ended", userId, sessionId: tokenId };
}
