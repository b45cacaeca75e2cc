import { sql } from "kysely";
import type { Bus } from "../bus/bus.ts";
import type { Db } from "../store/database.ts";
import type { SessionLengths } from "./settings.ts";

/** Rows that one statement deletes, so that none holds locks for long. */
const rowsAtOnce = 1_000;

export interface ExpiredSessionsParts {
  db: Db;
  bus: Pick<Bus, "publish">;
  lengths: SessionLengths;
}

/**
 * Ends the sessions whose time is over, with their connections, and deletes the codes that were sent out, the sign-ins
 * without their code that are over, and what keeps passkeys from signing in twice. A setting that was made shorter holds for those that there are, too. Several nodes may do it at
 * once: each takes other rows.
 *
 * @returns how many sessions it ended.
 */
export async function endExpiredSessions(
  { db, bus, lengths: { sessionIdleDays, sessionMaxDays } }: ExpiredSessionsParts,
  now: Date,
): Promise<number> {
  await sql`DELETE FROM verifications WHERE expires_at < ${now}`.execute(db);
  await sql`DELETE FROM sign_in_challenges WHERE expires_at < ${now}`.execute(db);
  await sql`DELETE FROM used_passkey_challenges WHERE expires_at < ${now}`.execute(db);
  for (let total = 0; ; ) {
    const { rows } = await sql<{ sessionId: string; userId: string }>`
      DELETE FROM sessions WHERE id IN (
        SELECT id FROM sessions
        WHERE expires_at < ${now}
          OR updated_at < ${now}::timestamptz - make_interval(days => ${sessionIdleDays})
          OR created_at < ${now}::timestamptz - make_interval(days => ${sessionMaxDays})
        LIMIT ${rowsAtOnce}
        FOR UPDATE SKIP LOCKED)
      RETURNING id AS "sessionId", user_id AS "userId"`.execute(db);
    bus.publish(rows.map((session) => ({ kind: "session-ended", ...session })));
    total += rows.length;
    if (rows.length < rowsAtOnce) return total;
  }
}
