import { normalizeEmail } from "@roost/protocol/account-rules.ts";
import { limits } from "@roost/protocol/limits.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import type { Me } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { type AccountPolicy, type Admission, createAccount } from "./create-account.ts";
import { usernamesFor, withNumbers } from "./free-username.ts";
import type { Passwords } from "./password.ts";
import type { ProviderPerson } from "./provider-client.ts";

/** Among the ways to sign in. */
const providerId = "oidc";

/** Whose account signs in as this; null for nobody's. */
export async function findLinked(db: Db, accountId: string): Promise<string | null> {
  const { rows } = await sql<{ userId: string }>`
    SELECT user_id AS "userId" FROM credentials
    WHERE provider_id = ${providerId} AND account_id = ${accountId}`.execute(db);
  return rows[0]?.userId ?? null;
}

/** Since when an account signs in with the provider; null where it does not. */
export async function linkedSince(db: Db, userId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    SELECT created_at AS at FROM credentials
    WHERE provider_id = ${providerId} AND user_id = ${userId}`.execute(db);
  return rows[0]?.at ?? null;
}

/**
 * Has an account sign in as this, too, in a transaction that holds its lock. False where it did already.
 *
 * Throws `provider.linked`: somebody else signs in so, or this account does otherwise.
 */
export async function link(transaction: Db, userId: string, accountId: string): Promise<boolean> {
  const owner = await findLinked(transaction, accountId);
  if (owner === userId) return false;
  if (owner !== null || (await linkedSince(transaction, userId)) !== null) {
    throw new Refusal("provider.linked");
  }
  const { rows } = await sql`
    INSERT INTO credentials (user_id, provider_id, account_id)
    VALUES (${userId}, ${providerId}, ${accountId})
    ON CONFLICT (provider_id, account_id) DO NOTHING
    RETURNING id`.execute(transaction);
  if (rows.length === 0) throw new Refusal("provider.linked");
  return true;
}

/** Has an account sign in with the provider no more. False where it did not. */
export async function unlink(transaction: Db, userId: string): Promise<boolean> {
  const { rows } = await sql`
    DELETE FROM credentials WHERE provider_id = ${providerId} AND user_id = ${userId}
    RETURNING id`.execute(transaction);
  return rows.length > 0;
}

/** Whether somebody gets in without the provider. */
export async function hasOtherWay(
  transaction: Db,
  userId: string,
  passwordSignIn: boolean,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM credentials
    WHERE user_id = ${userId} AND provider_id = 'credential' AND password_hash IS NOT NULL
      AND ${passwordSignIn}
    UNION ALL
    SELECT FROM passkeys WHERE user_id = ${userId}`.execute(transaction);
  return rows.length > 0;
}

/**
 * Links the account that has this address, where both sides know that it is this person's. Returns whose it is; null
 * where nobody has the address.
 *
 * Throws `provider.email_taken` where one of them does not know it.
 */
export async function linkByEmail(
  db: Db,
  accountId: string,
  { email: given, emailVerified }: ProviderPerson,
  onLinked: (transaction: Db, userId: string) => Promise<void>,
): Promise<string | null> {
  if (given === null) throw new Refusal("provider.email_missing");
  const email = normalizeEmail(given);
  return db.transaction().execute(async (tx) => {
    // With the lock of `lockAccount`, so nobody changes the address meanwhile.
    const { rows } = await sql<{ id: string; isVerified: boolean }>`
      SELECT id, email_verified AS "isVerified" FROM users WHERE email = ${email}
      FOR UPDATE`.execute(tx);
    const [found] = rows;
    if (!found) return null;
    if (!emailVerified || !found.isVerified) throw new Refusal("provider.email_taken");
    if ((await linkedSince(tx, found.id)) !== null) throw new Refusal("provider.email_taken");
    if (await link(tx, found.id, accountId)) await onLinked(tx, found.id);
    return found.id;
  });
}

/**
 * Makes an account for somebody whom the provider knows, without a password. Throws as `createAccount` does, but not
 * for the user name, which is one that is free.
 */
export async function createLinked(
  db: Db,
  passwords: Passwords,
  accountId: string,
  person: ProviderPerson,
  policy: AccountPolicy,
): Promise<{ me: Me; admission: Admission }> {
  const email = person.email ?? "";
  const linked = { providerId, accountId, emailVerified: person.emailVerified };
  for (const wish of usernamesFor(person.usernames)) {
    for (const username of withNumbers(wish)) {
      const displayName = displayNameOf(person, username);
      const account = { username, displayName, email, password: null };
      try {
        return await createAccount(db, passwords, account, { ...policy, linked });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        // With a number behind it, it would be taken for the same.
        if (error.code === "auth.username_reserved") break;
        if (error.code !== "auth.username_taken") throw error;
      }
    }
  }
  throw new Refusal(
    "auth.username_taken",
    "No user name like yours is free; ask whoever runs the server.",
  );
}

function displayNameOf({ displayName }: ProviderPerson, username: string): string {
  const name = normalizeLine(
    [...(displayName ?? "")].slice(0, limits.displayNameCharacters).join(""),
  );
  return checkLine(name, limits.displayNameCharacters) === null ? name : username;
}
