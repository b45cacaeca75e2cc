import {
  normalizeEmail,
  normalizePassword,
  normalizeUsername,
} from "@roost/protocol/account-rules.ts";
import type { SignInByEmail, SignInByUsername } from "@roost/protocol/accounts.ts";
import { sql } from "kysely";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import type { Passwords } from "./password.ts";

/** What somebody signs in with. */
export type SignIn = SignInByUsername | SignInByEmail;

/** An account that has a password. */
export interface Credential {
  userId: string;
  passwordHash: string;
}

/** The name or the address in its one spelling. The two cannot be the same: a name has no `@`. */
export function loginOf(signIn: SignIn): string {
  return "email" in signIn ? normalizeEmail(signIn.email) : normalizeUsername(signIn.username);
}

/** The account of a user name or an e-mail address; null where there is none. */
export async function findCredential(db: Db, signIn: SignIn): Promise<Credential | null> {
  const login = loginOf(signIn);
  // PostgreSQL takes neither of these, and so no account has them.
  if (login.includes("\0") || !login.isWellFormed()) return null;
  const column = sql.ref("email" in signIn ? "u.email" : "u.username");
  const { rows } = await sql<Credential>`
    SELECT u.id AS "userId", c.password_hash AS "passwordHash"
    FROM users u
    JOIN credentials c ON c.user_id = u.id AND c.provider_id = 'credential'
    WHERE ${column} = ${login} AND c.password_hash IS NOT NULL`.execute(db);
  return rows[0] ?? null;
}

/**
 * The account whose password it is. Throws `auth.invalid_credentials`, after as long a time where
 * there is no account.
 */
export async function checkPassword(
  passwords: Passwords,
  credential: Credential | null,
  typed: string,
): Promise<Credential> {
  const password = normalizePassword(typed);
  if (!credential) await passwords.hash(password);
  else if (await passwords.verify({ hash: credential.passwordHash, password })) {
    return credential;
  }
  throw new Refusal("auth.invalid_credentials", "The name or the password is wrong.");
}
