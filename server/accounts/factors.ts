import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { dropChallenges } from "./challenges.ts";
import { dropRecoveryCodes } from "./recovery-codes.ts";

/** What somebody signs in with beside their password. */
export interface Factors {
  /** Codes of an app. */
  app: boolean;
  passkey: boolean;
}

export async function factorsOf(db: Db, userId: string): Promise<Factors> {
  const { rows } = await sql<Factors>`
    SELECT
      EXISTS (SELECT FROM second_factors
        WHERE user_id = ${userId} AND confirmed_at IS NOT NULL) AS app,
      EXISTS (SELECT FROM passkeys WHERE user_id = ${userId}) AS passkey`.execute(db);
  return rows[0] ?? { app: false, passkey: false };
}

/** Whether the password alone is not enough. */
export async function hasSecondFactor(db: Db, userId: string): Promise<boolean> {
  const { app, passkey } = await factorsOf(db, userId);
  return app || passkey;
}

/** After a factor is gone: without any other there is nothing that a recovery code could take the place of. */
export async function dropWhatIsLeft(transaction: Db, userId: string): Promise<void> {
  // Who has given the password begins again, and is asked for what there is now.
  await dropChallenges(transaction, userId);
  if (!(await hasSecondFactor(transaction, userId))) await dropRecoveryCodes(transaction, userId);
}
