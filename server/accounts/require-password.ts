import { sql } from "kysely";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import type { PasswordOwner } from "./common-passwords.ts";
import type { Passwords } from "./password.ts";
import { isStillPassword, lockAccount } from "./set-password.ts";
import { type Credential, checkPassword, findCredential } from "./sign-in.ts";
import type { SignInLimit } from "./sign-in-limit.ts";

/** Whoever changes their account, and the session that they do it with. */
export interface Changer {
  userId: string;
  username: string;
  sessionId: string;
  /** The address of who asks, where it is known. */
  address: string | null;
  /** What they read, as `Accept-Language` says it. */
  accepted: string | null;
}

/** The same, and when they have signed in. */
export interface PresentChanger extends Changer {
  signedInAt: Date;
}

export interface PasswordParts {
  db: Db;
  passwords: Passwords;
  signInLimit: SignInLimit;
}

/** How long a sign-in stands for the password. */
const freshForMs = 10 * 60_000;

/** Whether somebody has signed in so lately that they are not asked for their password. */
export function isFresh({ signedInAt }: Pick<PresentChanger, "signedInAt">, now: Date): boolean {
  return +now - +signedInAt < freshForMs;
}

/**
 * Asks for the present password, which is guessed at no more often than by who signs in.
 *
 * Throws `auth.invalid_credentials` and `request.rate_limited`.
 */
export async function requirePassword(
  { db, passwords, signInLimit }: PasswordParts,
  { userId, username, address }: Pick<Changer, "userId" | "username" | "address">,
  typed: string,
): Promise<Credential> {
  const credential = await findCredential(db, { username, password: typed });
  return signInLimit.guard({ login: username, userId, address }, async () => {
    try {
      return await checkPassword(passwords, credential, typed);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new Refusal(error.code, "The present password is wrong.");
    }
  });
}

/**
 * Runs `change` with the account locked, where the password that was checked is still its own: of several who
 * change an account at once, each but the first may have checked one of before. It is checked again then, since a
 * sign-in may have made the hash anew.
 */
export async function changeWith<T>(
  parts: PasswordParts,
  me: Changer,
  typed: string,
  credential: Credential,
  change: (transaction: Db, owner: PasswordOwner) => Promise<T>,
): Promise<T> {
  for (let checked = credential; ; checked = await requirePassword(parts, me, typed)) {
    const done = await parts.db.transaction().execute(async (tx) => {
      const owner = (await lockAccount(tx, me.userId)) ?? {};
      return (await isStillPassword(tx, checked)) ? { result: await change(tx, owner) } : null;
    });
    if (done) return done.result;
  }
}

/**
 * Runs `change` with the account locked, for who gives the present password or has just signed in: not everybody has a
 * password.
 *
 * Throws `auth.sign_in_again`, and as `requirePassword` does.
 */
export async function changeAsPresent<T>(
  parts: PasswordParts & { now(): Date },
  me: PresentChanger,
  typed: string | undefined,
  change: (transaction: Db) => Promise<T>,
): Promise<T> {
  if (typed !== undefined) {
    const credential = await requirePassword(parts, me, typed);
    return changeWith(parts, me, typed, credential, change);
  }
  if (!isFresh(me, parts.now())) throw new Refusal("auth.sign_in_again");
  return parts.db.transaction().execute(async (tx) => {
    await lockAccount(tx, me.userId);
    await requireOpenSession(tx, me);
    return change(tx);
  });
}

/** Whoever sets a new password ends the sessions that there are: none of them changes anything behind that. */
export async function requireOpenSession(
  transaction: Db,
  { sessionId }: Pick<Changer, "sessionId">,
): Promise<void> {
  const { rows } = await sql`SELECT FROM sessions WHERE id = ${sessionId}`.execute(transaction);
  if (rows.length === 0) throw new Refusal("auth.required");
}
