import { normalizePassword } from "@roost/protocol/account-rules.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import type { Passwords } from "./password.ts";
import type { Credential } from "./sign-in.ts";

/**
 * Makes the hash of a password anew that was checked just now, where it has other parameters than hashes get now: the
 * one moment at which the server knows the password. A password that was set meanwhile stays.
 */
export async function renewHash(
  db: Db,
  passwords: Passwords,
  { userId, passwordHash }: Credential,
  typed: string,
): Promise<void> {
  if (passwords.isCurrent(passwordHash)) return;
  const renewed = await passwords.hash(normalizePassword(typed));
  // Not `updated_at`: that is when the password was set.
  await sql`
    UPDATE credentials SET password_hash = ${renewed}
    WHERE user_id = ${userId} AND provider_id = 'credential'
      AND password_hash = ${passwordHash}`.execute(db);
}
