import { sql } from "kysely";
import type { SessionEnded } from "../bus/bus.ts";
import type { Db } from "../store/database.ts";
import { lockAccount } from "./set-password.ts";

/**
 * Ends the sessions of somebody who has just signed in once more than one person may: those that were unused for the
 * longest time. Of several sign-ins at once, the last one sees them all. Returns what to publish.
 *
 * @param newId The session that they have just begun, which stays.
 */
export async function endSurplusSessions(
  db: Db,
  { userId, newId }: { userId: string; newId: string },
  sessionsPerPerson: number,
): Promise<SessionEnded[]> {
  const count = await sql<{ isOver: boolean }>`
    SELECT count(*) > ${sessionsPerPerson} AS "isOver" FROM sessions
    WHERE user_id = ${userId}`.execute(db);
  if (!count.rows[0]?.isOver) return [];
  return db.transaction().execute(async (tx) => {
    await lockAccount(tx, userId);
    const { rows } = await sql<{ id: string }>`
      DELETE FROM sessions WHERE id IN (
        SELECT id FROM sessions
        WHERE user_id = ${userId}
        ORDER BY id = ${newId} DESC, updated_at DESC, id
        OFFSET ${sessionsPerPerson})
      RETURNING id`.execute(tx);
    return rows.map(({ id }) => ({ kind: "session-ended", userId, sessionId: id }));
  });
}
