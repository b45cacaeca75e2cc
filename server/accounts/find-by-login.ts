import { normalizeEmail, normalizeUsername } from "@roost/protocol/account-rules.ts";
import { isEmail } from "@roost/protocol/login.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";

/** An account, and where mails to its person go. */
export interface Account {
  id: string;
  username: string;
  email: string;
}

/** Longer than any name or address: what is longer is nobody's. */
const maxLoginCharacters = 320;

/** A user name or an e-mail address in its one spelling; null for what can be nobody's. */
export function normalizeLogin(typed: string): string | null {
  const login = isEmail(typed) ? normalizeEmail(typed) : normalizeUsername(typed);
  return login.length > maxLoginCharacters ? null : login;
}

/** Who is called so, or has this address. Nobody who is gone. */
export async function findByLogin(
  db: Db,
  typed: string,
): Promise<(Account & { isBot: boolean }) | null> {
  const login = normalizeLogin(typed);
  if (login === null) return null;
  const column = sql.ref(isEmail(login) ? "email" : "username");
  const { rows } = await sql<Account & { isBot: boolean }>`
    SELECT id, username, email, is_bot AS "isBot" FROM users
    WHERE ${column} = ${login} AND deleted_at IS NULL`.execute(db);
  return rows[0] ?? null;
}
