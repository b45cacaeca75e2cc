import { sql } from "kysely";
import type { Db } from "../store/database.ts";

/** Rows that one statement deletes, so that none holds locks for long. */
const rowsAtOnce = 1_000;

const dayMs = 24 * 3_600_000;

/** Deletes what is older than the server keeps it (`SIGN_IN_HISTORY_DAYS`). Returns how much that was. */
export async function forgetSignIns(db: Db, keptDays: number, now: Date): Promise<number> {
  const oldest = new Date(+now - keptDays * dayMs);
  for (let total = 0; ; ) {
    const { rows } = await sql`
      DELETE FROM sign_ins WHERE (user_id, id) IN (
        SELECT user_id, id FROM sign_ins WHERE at < ${oldest} LIMIT ${rowsAtOnce})
      RETURNING id`.execute(db);
    total += rows.length;
    if (rows.length < rowsAtOnce) return total;
  }
}
