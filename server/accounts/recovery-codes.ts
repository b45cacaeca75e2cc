import { createHash, randomBytes } from "node:crypto";
import { toForm } from "@roost/protocol/text.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";

const count = 10;
/** With five bits each: 80, which nobody guesses, also from the hash. */
const characters = 16;
/** Crockford's: without the letters that are taken for others. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** What was typed, as it is hashed; null where it is no recovery code. */
export function recoveryCodeOf(typed: string): string | null {
  const code = toForm(typed, "NFKC")
    .toLowerCase()
    .replace(/[\s\p{Pd}]/gu, "")
    .replaceAll("o", "0")
    .replace(/[il]/g, "1");
  return code.length === characters && /^[0-9a-hjkmnp-tv-z]+$/.test(code) ? code : null;
}

/** Gives a person new recovery codes in place of all that they had. Returns them, to be shown once. */
export async function replaceRecoveryCodes(transaction: Db, userId: string): Promise<string[]> {
  await dropRecoveryCodes(transaction, userId);
  const codes = Array.from({ length: count }, newCode);
  const hashes = codes.map((code) => hashOf(userId, code));
  await sql`
    INSERT INTO recovery_codes (user_id, hash)
    SELECT ${userId}::uuid, unnest(${hashes}::text[])`.execute(transaction);
  return codes.map((code) => code.replace(/.{4}(?=.)/g, "$&-"));
}

/** Uses a code up. False where the person has none such: of several at once, one gets it. */
export async function takeRecoveryCode(db: Db, userId: string, code: string): Promise<boolean> {
  const { rows } = await sql`
    DELETE FROM recovery_codes WHERE user_id = ${userId} AND hash = ${hashOf(userId, code)}
    RETURNING hash`.execute(db);
  return rows.length > 0;
}

export async function dropRecoveryCodes(db: Db, userId: string): Promise<void> {
  await sql`DELETE FROM recovery_codes WHERE user_id = ${userId}`.execute(db);
}

function newCode(): string {
  return Array.from(randomBytes(characters), (byte) => alphabet[byte % alphabet.length]).join("");
}

const hashOf = (userId: string, code: string) =>
  createHash("sha256").update(`${userId} ${code}`).digest("base64url");
