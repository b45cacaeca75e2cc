import { randomUUID } from "node:crypto";
import type { SignInOutcome, SignInWay } from "@roost/protocol/sign-in-history.ts";
import { sql } from "kysely";
import { networkOf } from "../accounts/address.ts";
import { addressOf } from "../accounts/auth.ts";
import type { Db } from "../store/database.ts";

/** Attempts that failed alike within this time are one row. */
const togetherMs = 3_600_000;
/** Of what a browser says that it is, no more is kept. */
const agentMaxCharacters = 500;

/** An attempt to sign in to an account that there is. */
export interface Attempt {
  userId: string;
  way: SignInWay;
  /** Of the request. */
  headers: Headers;
  at: Date;
}

interface From {
  address: string | null;
  network: string | null;
  userAgent: string | null;
}

/**
 * Keeps that somebody came in. Returns whether it was from where they never did before: that is told to its person,
 * unless they have never signed in at all.
 *
 * @param isKnown Whether the browser is one of theirs.
 */
export async function recordSignIn(
  db: Db,
  { userId, way, headers, at }: Attempt,
  isKnown: boolean,
): Promise<boolean> {
  const { address, network, userAgent } = fromOf(headers);
  const { rows } = await sql<{ isNew: boolean }>`
    INSERT INTO sign_ins (user_id, id, at, way, outcome, address, network, user_agent, is_new)
    SELECT ${userId}, ${randomUUID()}, ${at}, ${way}, ${"signed-in" satisfies SignInOutcome},
      ${address}, ${network}, ${userAgent},
      NOT ${isKnown} AND coalesce(bool_or(NOT before.is_same), false)
        AND NOT bool_or(before.is_same)
    FROM (
      SELECT network IS NOT DISTINCT FROM ${network}::text
        AND user_agent IS NOT DISTINCT FROM ${userAgent}::text AS is_same
      FROM sign_ins
      WHERE user_id = ${userId} AND outcome = ${"signed-in" satisfies SignInOutcome}
    ) before
    RETURNING is_new AS "isNew"`.execute(db);
  return rows[0]?.isNew ?? false;
}

/** Keeps that somebody was kept out. */
export async function recordFailure(
  db: Db,
  { userId, way, headers, at }: Attempt,
  outcome: Exclude<SignInOutcome, "signed-in">,
): Promise<void> {
  const { address, network, userAgent } = fromOf(headers);
  const alike = [Math.floor(+at / togetherMs), way, outcome, network].join(" ");
  await sql`
    INSERT INTO sign_ins (user_id, id, at, way, outcome, address, network, user_agent, alike)
    VALUES (${userId}, ${randomUUID()}, ${at}, ${way}, ${outcome}, ${address}, ${network},
      ${userAgent}, ${alike})
    ON CONFLICT (user_id, alike) DO UPDATE SET
      at = greatest(sign_ins.at, excluded.at), attempts = sign_ins.attempts + 1,
      address = excluded.address, user_agent = excluded.user_agent`.execute(db);
}

function fromOf(headers: Headers): From {
  const address = addressOf(headers);
  const agent = headers.get("user-agent")?.slice(0, agentMaxCharacters);
  const network = address === null ? null : networkOf(address);
  return { address, network, userAgent: agent?.toWellFormed() || null };
}
