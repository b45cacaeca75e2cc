import { sql } from "kysely";
import { forgetBrowsers } from "../accounts/known-browsers.ts";
import { revokeApiTokens } from "../api-tokens/revoke.ts";
import type { SessionEnded } from "../bus/bus.ts";
import type { Db } from "../store/database.ts";
import { changePerson, type Manager, type PeopleContext } from "./change-person.ts";

/** Signs somebody out everywhere, programs with their API tokens too. Returns from how many. Throws as `changePerson` does. */
export async function endSessions(
  ctx: PeopleContext,
  manager: Manager,
  userId: string,
): Promise<number> {
  return changePerson(ctx, manager, "endSessions", userId, async (change) => {
    const { tx, person } = change;
    const ended = [
      ...(await deleteSessions(tx, person.id)),
      ...(await revokeApiTokens(tx, person.id)),
    ];
    if (ended.length > 0) await change.record("sessions.ended", { count: ended.length });
    change.tell(ended);
    return ended.length;
  });
}

/** Forgets their browsers, too. In a transaction that holds the lock of the account. Returns what to publish after the commit. */
export async function deleteSessions(tx: Db, userId: string): Promise<SessionEnded[]> {
  await forgetBrowsers(tx, userId);
  const { rows } = await sql<{ id: string }>`
    DELETE FROM sessions WHERE user_id = ${userId} RETURNING id`.execute(tx);
  return rows.map(({ id }) => ({ kind: "session-ended", userId, sessionId: id }));
}
