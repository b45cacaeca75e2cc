import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";

/** How long somebody who has given their password may look for their code. */
const lifetimeMs = 10 * 60_000;
/** Codes that are tried with one challenge. */
const attemptsMax = 5;
const secretBytes = 32;

/** Makes what says that somebody has given their password, and is good for nothing but giving the code. */
export async function makeChallenge(db: Db, userId: string, now: Date): Promise<string> {
  const challenge = randomBytes(secretBytes).toString("base64url");
  await sql`
    INSERT INTO sign_in_challenges (hash, user_id, expires_at)
    VALUES (${hashOf(challenge)}, ${userId}, ${new Date(+now + lifetimeMs)})`.execute(db);
  return challenge;
}

/**
 * Counts an attempt before it is made, so that many at the same moment are no way around.
 *
 * @returns whose challenge it is; null where it is over.
 */
export async function countAttempt(db: Db, challenge: string, now: Date): Promise<string | null> {
  const { rows } = await sql<{ userId: string }>`
    UPDATE sign_in_challenges SET attempts = attempts + 1
    WHERE hash = ${hashOf(challenge)} AND expires_at > ${now} AND attempts < ${attemptsMax}
    RETURNING user_id AS "userId"`.execute(db);
  return rows[0]?.userId ?? null;
}

/** Whose challenge it is; null where it is over. Counts nothing. */
export async function ownerOf(db: Db, challenge: string, now: Date): Promise<string | null> {
  const { rows } = await sql<{ userId: string }>`
    SELECT user_id AS "userId" FROM sign_in_challenges
    WHERE hash = ${hashOf(challenge)} AND expires_at > ${now} AND attempts < ${attemptsMax}`.execute(
    db,
  );
  return rows[0]?.userId ?? null;
}

/** Uses a challenge up. Of several at once, one gets it. */
export async function takeChallenge(db: Db, challenge: string): Promise<boolean> {
  const { rows } = await sql`
    DELETE FROM sign_in_challenges WHERE hash = ${hashOf(challenge)} RETURNING hash`.execute(db);
  return rows.length > 0;
}

/** Lets all begin again who have given the password of a person, and not yet the code. */
export async function dropChallenges(db: Db, userId: string): Promise<void> {
  await sql`DELETE FROM sign_in_challenges WHERE user_id = ${userId}`.execute(db);
}

const hashOf = (challenge: string) => createHash("sha256").update(challenge).digest("base64url");
