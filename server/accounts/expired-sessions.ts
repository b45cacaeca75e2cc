import { sql } from "kysely";
import type { Db } from "../store/database.ts";

/** Rows that one statement deletes, so that none holds locks for long. */
const rowsAtOnce = 1_000;

/**
 * Deletes the sessions, and the codes that were sent out, whose time is over. Several nodes may do
 * it at once: each takes other rows.
 *
 * @returns how many sessions it deleted.
 */
export async function deleteExpiredSessions(db: Db): Promise<number> {
  await sql`DELETE FROM verifications WHERE expires_at < now()`.execute(db);
  for (let total = 0; ; ) {
    const { numAffectedRows = 0n } = await sql`
      DELETE FROM sessions WHERE id IN (
        SELECT id FROM sessions WHERE expires_at < now() LIMIT ${rowsAtOnce}
        FOR UPDATE SKIP LOCKED)`.execute(db);
    total += Number(numAffectedRows);
    if (numAffectedRows < rowsAtOnce) return total;
  }
}
