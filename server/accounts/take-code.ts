import { symmetricDecrypt } from "better-auth/crypto";
import { sql } from "kysely";
import type { MailLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { digitsOf, stepsOf } from "./app-codes.ts";
import { hasSecondFactor } from "./factors.ts";
import { recoveryCodeOf, takeRecoveryCode } from "./recovery-codes.ts";

/** After so many wrong codes in a row there is a wait before each further one. */
const failuresAtOnce = 5;
/** The first wait; each next one is twice as long … */
const firstWaitMs = 60_000;
/** … up to this: 24 guesses a day at three codes in a million. */
const longestWaitMs = 3_600_000;

export interface CodeParts {
  db: Db;
  /** Of the server; what apps make codes of is encrypted with it. */
  secret: string;
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  now(): Date;
}

/** The second factor of somebody, whose row is locked. */
export interface LockedFactor {
  /** Encrypted. */
  secret: string;
  begunAt: Date;
  confirmedAt: Date | null;
  lastStep: number;
  failures: number;
  failedAt: Date | null;
}

/** Keeps all others waiting who give a code of this person. Null where there is none. */
export async function lockFactor(transaction: Db, userId: string): Promise<LockedFactor | null> {
  const { rows } = await sql<LockedFactor>`
    SELECT secret, begun_at AS "begunAt", confirmed_at AS "confirmedAt",
      last_step AS "lastStep", failures, failed_at AS "failedAt"
    FROM second_factors WHERE user_id = ${userId} FOR UPDATE`.execute(transaction);
  return rows[0] ?? null;
}

/**
 * Uses up a code of the app, or a recovery code: each is taken once, of however many who give it at the same moment, on
 * whichever node. Wrong codes of the app are bounded for the account; a recovery code cannot be guessed, and lets its
 * person in also while somebody else is guessing.
 *
 * Throws `auth.code_invalid` and `request.rate_limited`.
 *
 * @param language Of the mail that tells of the use of a recovery code.
 * @returns false where the person has no second factor.
 */
export async function takeCode(
  parts: CodeParts,
  userId: string,
  typed: string,
  language: MailLanguage,
): Promise<boolean> {
  const { db, sendsMail, now } = parts;
  // Wrong codes are counted, so the transaction does not fail of them.
  const outcome = await db.transaction().execute(async (tx) => {
    const factor = await lockFactor(tx, userId);
    if (!factor?.confirmedAt && !(await hasSecondFactor(tx, userId))) return false;
    const recoveryCode = recoveryCodeOf(typed);
    if (recoveryCode === null) {
      if (!factor?.confirmedAt) return noApp();
      return (await takeAppCode(tx, parts.secret, userId, factor, typed, now())) ?? true;
    }
    if (!(await takeRecoveryCode(tx, userId, recoveryCode))) return wrong();
    if (sendsMail) await queueMail(tx, { kind: "recovery-code-used", userId }, language, now());
    return true;
  });
  if (outcome instanceof Refusal) throw outcome;
  return outcome;
}

/**
 * Uses up a code of the app, in the transaction that holds the lock of its row.
 *
 * @returns why it is not taken, in which case the transaction has to be committed all the same; null where it is.
 */
export async function takeAppCode(
  transaction: Db,
  serverSecret: string,
  userId: string,
  factor: LockedFactor,
  typed: string,
  now: Date,
): Promise<Refusal | null> {
  const digits = digitsOf(typed);
  if (digits === null) return wrong();
  const waitMs = waitOf(factor, now);
  if (waitMs > 0) {
    const detail = `Too many wrong codes; use a recovery code, or try again in ${Math.ceil(waitMs / 1_000)} s.`;
    return new Refusal("request.rate_limited", detail, waitMs);
  }
  const secret = await decrypt(serverSecret, factor.secret);
  if (secret === null) return unreadable();
  const steps = await stepsOf(secret, digits, now);
  const step = steps.find((one) => one > factor.lastStep);
  if (step !== undefined) {
    await sql`
      UPDATE second_factors SET last_step = ${step}, failures = 0, failed_at = NULL
      WHERE user_id = ${userId}`.execute(transaction);
    return null;
  }
  if (steps.length > 0) return used();
  await sql`
    UPDATE second_factors SET failures = failures + 1, failed_at = ${now}
    WHERE user_id = ${userId}`.execute(transaction);
  return wrong();
}

function waitOf({ failures, failedAt }: LockedFactor, now: Date): number {
  if (failedAt === null || failures < failuresAtOnce) return 0;
  const waitMs = Math.min(firstWaitMs * 2 ** (failures - failuresAtOnce), longestWaitMs);
  return Math.max(0, +failedAt + waitMs - +now);
}

const wrong = () =>
  new Refusal("auth.code_invalid", "The code is wrong; give the one that the app shows now.");

const noApp = () =>
  new Refusal(
    "auth.code_invalid",
    "There is no app of this account; use a passkey, or a recovery code.",
  );

const used = () =>
  new Refusal("auth.code_invalid", "This code was used already; wait for the next one.");

const unreadable = () =>
  new Refusal(
    "auth.code_invalid",
    "The server's SECRET was changed, so it knows no codes of the app any more. Use a recovery code, or ask whoever runs the server to reset the second factor.",
  );

/** Null where it was encrypted with another secret. */
async function decrypt(key: string, data: string): Promise<string | null> {
  try {
    return await symmetricDecrypt({ key, data });
  } catch {
    return null;
  }
}
