import { sql } from "kysely";
import type { Bus } from "../bus/bus.ts";
import type { Db } from "../store/database.ts";
import { endedToken } from "./revoke.ts";

/** Rows that one statement changes, so that none holds locks for long. */
const rowsAtOnce = 1_000;

/** How long people see that a token has expired, and which. */
const keptDays = 30;

/**
 * Ends the connections of API tokens whose time is over. Several nodes may do it at once: each takes other rows.
 *
 * @returns how many tokens that were.
 */
export async function endExpiredApiTokens(
  { db, bus }: { db: Db; bus: Pick<Bus, "publish"> },
  now: Date,
): Promise<number> {
  for (let total = 0; ; ) {
    const { rows } = await sql<{ tokenId: string; userId: string }>`
      UPDATE api_tokens SET ended = true WHERE id IN (
        SELECT id FROM api_tokens
        WHERE expires_at IS NOT NULL AND NOT ended AND expires_at <= ${now}
        LIMIT ${rowsAtOnce}
        FOR UPDATE SKIP LOCKED)
      RETURNING id AS "tokenId", user_id AS "userId"`.execute(db);
    bus.publish(rows.map(endedToken));
    total += rows.length;
    if (rows.length < rowsAtOnce) return total;
  }
}

/** Deletes the tokens that expired long ago. */
export async function forgetApiTokens(db: Db, now: Date): Promise<void> {
  await sql`
    DELETE FROM api_tokens
    WHERE ended AND expires_at < ${now}::timestamptz - make_interval(days => ${keptDays})`.execute(
    db,
  );
}
