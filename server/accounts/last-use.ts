import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";

/**
 * Keeps when people used this server last. Outside of a transaction: who changes an account locks it before its sessions,
 * and this comes behind sessions. An account that is locked now is left for the next time.
 */
export async function noteLastUses(db: Db, uses: ReadonlyMap<string, Date>): Promise<void> {
  if (uses.size === 0) return;
  await sql`
    WITH due AS (
      SELECT u.id, q.at
      FROM unnest(${uuidArray([...uses.keys()])}::uuid[], ${[...uses.values()]}::timestamptz[])
        AS q (id, at)
      JOIN users u ON u.id = q.id
      WHERE u.used_at < q.at
      ORDER BY u.id
      FOR NO KEY UPDATE OF u SKIP LOCKED
    )
    UPDATE users u SET used_at = due.at FROM due WHERE u.id = due.id`.execute(db);
}
