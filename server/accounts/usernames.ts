import { isReservedUsername } from "@roost/protocol/account-rules.ts";
import type { Permission } from "@roost/protocol/permissions.ts";
import { sql } from "kysely";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { isGone } from "./gone-usernames.ts";

/** Throws `auth.username_reserved` where somebody who may do that may not have a normalized user name. */
export function refuseReserved(username: string, permissions: readonly Permission[]): void {
  if (!isReservedUsername(username, permissions.includes("haveOfficialName"))) return;
  throw new Refusal(
    "auth.username_reserved",
    `The user name “${username}” is reserved; choose another.`,
  );
}

/**
 * Throws `auth.username_taken` where somebody else had the name before, or somebody who is gone. In a transaction that gives a name it has to be
 * asked behind that: whoever gives the name up meanwhile lets it go and becomes one who had it at once.
 */
export async function refuseFormer(db: Db, username: string, userId: string | null): Promise<void> {
  const { rows } = await sql`
    SELECT FROM users
    WHERE former_usernames @> ARRAY[${username}]::text[] AND id IS DISTINCT FROM ${userId}::uuid
    LIMIT 1`.execute(db);
  if (rows.length > 0 || (await isGone(db, username))) throw usernameTaken(username);
}

export function usernameTaken(username: string): Refusal {
  return new Refusal(
    "auth.username_taken",
    `The user name “${username}” is taken; choose another.`,
  );
}
