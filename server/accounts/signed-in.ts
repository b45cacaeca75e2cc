import type { Me } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";
import type { Identity } from "./identity.ts";

/** Those of the sessions that are not open any more. */
export async function findEndedSessions(
  db: Db,
  sessionIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT ended.id
    FROM unnest(${uuidArray(sessionIds)}::uuid[]) AS ended (id)
    LEFT JOIN sessions s ON s.id = ended.id AND s.expires_at > now()
    WHERE s.id IS NULL`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/**
 * The people of sessions that are open now, in the given order; null where the session was signed
 * out. A token outlives the session it was made for by some minutes; what stays connected for hours
 * asks here once.
 */
export async function findSignedIn(
  db: Db,
  visitors: readonly Pick<Identity, "userId" | "sessionId">[],
): Promise<(Me | null)[]> {
  const { rows } = await sql<Me & { ord: number }>`
    SELECT v.ord::int, u.id, u.username, u.display_name AS "displayName", u.email, u.role
    FROM unnest(${visitors.map((one) => one.sessionId)}::uuid[],
      ${visitors.map((one) => one.userId)}::uuid[]) WITH ORDINALITY AS v (session_id, user_id, ord)
    JOIN sessions s ON s.id = v.session_id AND s.user_id = v.user_id AND s.expires_at > now()
    JOIN users u ON u.id = s.user_id`.execute(db);
  const found: (Me | null)[] = visitors.map(() => null);
  for (const { ord, ...me } of rows) found[ord - 1] = me;
  return found;
}
