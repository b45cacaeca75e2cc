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

export interface PasswordParts {
  db: Db;
  passwords: Passwords;
  signInLimit: SignInLimit;
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
