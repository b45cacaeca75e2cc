import { checkPassword as checkRules, normalizePassword } from "@roost/protocol/account-rules.ts";
import { sql } from "kysely";
import { revokeApiTokens } from "../api-tokens/revoke.ts";
import type { SessionEnded } from "../bus/bus.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { dropChallenges } from "./challenges.ts";
import { type PasswordOwner, refuseCommonPassword } from "./common-passwords.ts";
import { forgetBrowsers } from "./known-browsers.ts";

/** A new password as it is hashed. Throws `request.invalid` and `auth.password_common`. */
export function requireGoodPassword(typed: string): string {
  const password = normalizePassword(typed);
  const problem = checkRules(password);
  if (problem) throw new Refusal("request.invalid", `Password: ${problem.detail}`);
  refuseCommonPassword(password);
  return password;
}

/**
 * Gives an account another password, in a transaction that `lockAccount` began, and ends all sessions of its
 * person but one, all their API tokens, and sign-ins that wait for their code. No browser counts as theirs any more.
 *
 * @returns what to publish after the commit.
 */
export async function setPassword(
  transaction: Db,
  userId: string,
  passwordHash: string,
  exceptSessionId: string | null,
): Promise<SessionEnded[]> {
  await sql`
    INSERT INTO credentials (user_id, provider_id, account_id, password_hash)
    VALUES (${userId}, 'credential', ${userId}, ${passwordHash})
    ON CONFLICT (provider_id, account_id)
    DO UPDATE SET password_hash = excluded.password_hash, updated_at = now()`.execute(transaction);
  await dropChallenges(transaction, userId);
  await forgetBrowsers(transaction, userId);
  return [
    ...(await endSessions(transaction, userId, exceptSessionId)),
    ...(await revokeApiTokens(transaction, userId)),
  ];
}

/** Ends all sessions of a person but one. Returns what to publish after the commit. */
export async function endSessions(
  transaction: Db,
  userId: string,
  exceptSessionId: string | null,
): Promise<SessionEnded[]> {
  const { rows } = await sql<{ id: string }>`
    DELETE FROM sessions
    WHERE user_id = ${userId} AND id IS DISTINCT FROM ${exceptSessionId}::uuid
    RETURNING id`.execute(transaction);
  return rows.map(({ id }) => ({ kind: "session-ended", userId, sessionId: id }));
}

/**
 * Keeps new sessions of a person waiting until this transaction is over: no sign-in with the password of before
 * slips in behind the end of all sessions. What it finds afterwards, `isStillPassword` says.
 *
 * @returns whose account it is; null where there is none.
 */
export async function lockAccount(transaction: Db, userId: string): Promise<PasswordOwner | null> {
  // A session refers to its person, which waits for this lock and for no weaker one.
  const { rows } = await sql<PasswordOwner>`
    SELECT username, display_name AS "displayName", email FROM users
    WHERE id = ${userId} FOR UPDATE`.execute(transaction);
  return rows[0] ?? null;
}

/**
 * Whether the hash by which a password was checked a moment ago is the one of the account now. Where it is not, the
 * password was changed, or a sign-in has made its hash anew: check it again.
 */
export async function isStillPassword(
  db: Db,
  { userId, passwordHash }: { userId: string; passwordHash: string },
): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM credentials
    WHERE user_id = ${userId} AND provider_id = 'credential'
      AND password_hash = ${passwordHash}`.execute(db);
  return rows.length > 0;
}
