import { sql } from "kysely";
import { Refusal } from "../refusal.ts";
import { readSettings } from "../server-settings/read.ts";
import type { SettingsEnvironment } from "../server-settings/table.ts";
import type { Db } from "../store/database.ts";

/** Throws `registration.domain_not_allowed`. @param email In its one spelling. */
export function refuseOtherDomain(email: string, allowed: readonly string[]): void {
  if (allowed.includes(email.slice(email.lastIndexOf("@") + 1))) return;
  throw new Refusal(
    "registration.domain_not_allowed",
    `Who signs up here has an e-mail address that ends in ${allowed.map((one) => `@${one}`).join(" or ")}.`,
  );
}

/**
 * Throws `registration.domain_not_allowed` where the address that lets somebody in, and that they have not confirmed
 * yet, is to be replaced by one that would not have let them in.
 */
export async function refuseWayAround(
  tx: Db,
  environment: SettingsEnvironment,
  userId: string,
  email: string,
): Promise<void> {
  const { rows } = await sql`
    SELECT FROM users WHERE id = ${userId} AND registered_by = 'domain'`.execute(tx);
  if (rows.length === 0) return;
  refuseOtherDomain(email, (await readSettings(tx, environment)).allowedDomains);
}
