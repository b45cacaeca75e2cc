import type { SecondFactorStatus } from "@roost/protocol/accounts.ts";
import { symmetricEncrypt } from "better-auth/crypto";
import { sql } from "kysely";
import type { Bus } from "../bus/bus.ts";
import { preferredLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { appUri, digitsOf, newAppSecret } from "./app-codes.ts";
import { dropWhatIsLeft, hasSecondFactor } from "./factors.ts";
import { replaceRecoveryCodes } from "./recovery-codes.ts";
import {
  type Changer,
  changeWith,
  type PasswordParts,
  requirePassword,
} from "./require-password.ts";
import { endSessions, lockAccount } from "./set-password.ts";
import type { Credential } from "./sign-in.ts";
import { type CodeParts, lockFactor, takeAppCode, takeCode } from "./take-code.ts";

/** How long a set-up that was begun may take. */
const setUpForMs = 3_600_000;

export interface SecondFactorParts extends PasswordParts, CodeParts {
  bus: Pick<Bus, "publish">;
  /** What apps call the server. */
  issuer: string;
}

/** What somebody gives at a sign-in beside their password: codes of an app, and recovery codes in their place. */
export class SecondFactor {
  readonly #parts: SecondFactorParts;

  constructor(parts: SecondFactorParts) {
    this.#parts = parts;
  }

  /** Whether there is an app, how many passkeys there are, and how many recovery codes are left. */
  async status(userId: string): Promise<SecondFactorStatus> {
    const { rows } = await sql<SecondFactorStatus>`
      SELECT
        EXISTS (SELECT FROM second_factors
          WHERE user_id = ${userId} AND confirmed_at IS NOT NULL) AS enabled,
        (SELECT count(*)::int FROM recovery_codes
          WHERE user_id = ${userId}) AS "recoveryCodesLeft",
        (SELECT count(*)::int FROM passkeys WHERE user_id = ${userId}) AS passkeys`.execute(
      this.#parts.db,
    );
    return rows[0] ?? { enabled: false, recoveryCodesLeft: 0, passkeys: 0 };
  }

  /**
   * Makes what an app makes its codes of. It counts once `confirm` was given a code, within an hour; to begin anew
   * forgets what was begun.
   *
   * Throws `auth.invalid_credentials`, `request.rate_limited`, and `auth.second_factor_on`.
   */
  async begin(me: Changer, currentPassword: string): Promise<{ secret: string; uri: string }> {
    const { secret: key, issuer, now } = this.#parts;
    const credential = await requirePassword(this.#parts, me, currentPassword);
    const secret = newAppSecret();
    const encrypted = await symmetricEncrypt({ key, data: secret });
    await changeWith(this.#parts, me, currentPassword, credential, async (tx) => {
      const { rows } = await sql`
        INSERT INTO second_factors AS present (user_id, secret, begun_at)
        VALUES (${me.userId}, ${encrypted}, ${now()})
        ON CONFLICT (user_id) DO UPDATE
        SET secret = excluded.secret, begun_at = excluded.begun_at, last_step = 0
        WHERE present.confirmed_at IS NULL
        RETURNING user_id`.execute(tx);
      if (rows.length === 0) throw new Refusal("auth.second_factor_on");
    });
    return { secret, uri: appUri(secret, issuer, me.username) };
  }

  /**
   * Switches it on, with the first code of the app. All other sessions of the person end: whoever else has the
   * password may be in already.
   *
   * Throws `auth.code_invalid`, `request.rate_limited`, `auth.second_factor_on`, and `auth.second_factor_off` where no
   * set-up was begun within the last hour.
   *
   * @returns the recovery codes, which nobody can read again.
   */
  async confirm(me: Changer, code: string): Promise<string[]> {
    const { db, bus, secret, now } = this.#parts;
    if (digitsOf(code) === null) {
      throw new Refusal("auth.code_invalid", "Give the six digits that the app shows.");
    }
    const { userId } = me;
    const outcome = await db.transaction().execute(async (tx) => {
      await lockAccount(tx, userId);
      const factor = await lockFactor(tx, userId);
      if (factor?.confirmedAt) throw new Refusal("auth.second_factor_on");
      if (!factor || +factor.begunAt <= +now() - setUpForMs) {
        throw new Refusal("auth.second_factor_off", "Begin the set-up; it takes an hour at most.");
      }
      const refusal = await takeAppCode(tx, secret, userId, factor, code, now());
      if (refusal) return refusal;
      await sql`
        UPDATE second_factors SET confirmed_at = ${now()} WHERE user_id = ${userId}`.execute(tx);
      await this.#tell(tx, "second-factor-on", me);
      const codes = await replaceRecoveryCodes(tx, userId);
      return { codes, ended: await endSessions(tx, userId, me.sessionId) };
    });
    if (outcome instanceof Refusal) throw outcome;
    bus.publish(outcome.ended);
    return outcome.codes;
  }

  /**
   * Gives new recovery codes in place of all that there were. Throws as `begin` does, `auth.code_invalid`, and
   * `auth.second_factor_off`.
   */
  async makeRecoveryCodes(me: Changer, currentPassword: string, code: string): Promise<string[]> {
    const credential = await this.#requireBoth(me, currentPassword, code);
    return changeWith(this.#parts, me, currentPassword, credential, async (tx) => {
      // It may have been switched off meanwhile.
      if (!(await hasSecondFactor(tx, me.userId))) throw new Refusal("auth.second_factor_off");
      return replaceRecoveryCodes(tx, me.userId);
    });
  }

  /** Asks for it no more. Throws as `makeRecoveryCodes` does. */
  async switchOff(me: Changer, currentPassword: string, code: string): Promise<void> {
    const credential = await this.#requireBoth(me, currentPassword, code);
    await changeWith(this.#parts, me, currentPassword, credential, async (tx) => {
      if (!(await removeApp(tx, me.userId))) throw new Refusal("auth.second_factor_off");
      await dropWhatIsLeft(tx, me.userId);
      await this.#tell(tx, "second-factor-off", me);
    });
  }

  async #requireBoth(me: Changer, currentPassword: string, code: string): Promise<Credential> {
    const credential = await requirePassword(this.#parts, me, currentPassword);
    const language = preferredLanguage(me.accepted);
    if (await takeCode(this.#parts, me.userId, code, language)) return credential;
    throw new Refusal("auth.second_factor_off");
  }

  async #tell(
    transaction: Db,
    kind: "second-factor-on" | "second-factor-off",
    { userId, accepted }: Changer,
  ): Promise<void> {
    const { sendsMail, now } = this.#parts;
    if (sendsMail) {
      await queueMail(transaction, { kind, userId }, preferredLanguage(accepted), now());
    }
  }
}

/** Takes away the app of somebody. False where its codes were not asked for. */
async function removeApp(transaction: Db, userId: string): Promise<boolean> {
  const { rows } = await sql<{ wasOn: boolean }>`
    DELETE FROM second_factors WHERE user_id = ${userId}
    RETURNING confirmed_at IS NOT NULL AS "wasOn"`.execute(transaction);
  return rows[0]?.wasOn ?? false;
}

/**
 * Takes the app, all passkeys and the recovery codes away from somebody who cannot sign in any more, and tells them. In a
 * transaction that holds the lock of the account. False where there was none.
 */
export async function takeSecondFactorAway(
  transaction: Db,
  userId: string,
  { sendsMail, now }: { sendsMail: boolean; now: Date },
): Promise<boolean> {
  const wasOn = await hasSecondFactor(transaction, userId);
  await removeApp(transaction, userId);
  await sql`DELETE FROM passkeys WHERE user_id = ${userId}`.execute(transaction);
  await dropWhatIsLeft(transaction, userId);
  // Which language they read is stored nowhere.
  const mail = { kind: "second-factor-reset", userId } as const;
  if (wasOn && sendsMail) await queueMail(transaction, mail, preferredLanguage(null), now);
  return wasOn;
}
