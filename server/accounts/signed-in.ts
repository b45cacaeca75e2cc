import type { ServerRole } from "@roost/protocol/permissions.ts";
import type { Me } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";
import type { Identity } from "./identity.ts";

/** A session as somebody knows it. */
export interface KnownSession {
  sessionId: string;
  /** Of its person; null where that is not known yet. */
  role: ServerRole | null;
}

/** Those of the sessions that are not open any more, and the people whose role is another one now. */
export async function findOutdated(
  db: Db,
  known: readonly KnownSession[],
): Promise<{ ended: Set<string>; changed: Set<string> }> {
  const { rows } = await sql<{ id: string; userId: string | null }>`
    SELECT known.id, s.user_id AS "userId"
    FROM unnest(${uuidArray(known.map(({ sessionId }) => sessionId))}::uuid[],
      ${known.map(({ role }) => role)}::text[]) AS known (id, role)
    LEFT JOIN sessions s ON s.id = known.id AND s.expires_at > now()
    LEFT JOIN users u ON u.id = s.user_id
    WHERE s.id IS NULL OR u.role <> known.role`.execute(db);
  return {
    ended: new Set(rows.flatMap(({ id, userId }) => (userId === null ? id : []))),
    changed: new Set(rows.flatMap(({ userId }) => userId ?? [])),
  };
}

/** A person as they see themselves; null where there is no such account. */
export async function findMe(db: Db, userId: string): Promise<Me | null> {
  const { rows } = await sql<Me>`
    SELECT id, username, display_name AS "displayName", email, role
    FROM users WHERE id = ${userId}`.execute(db);
  return rows[0] ?? null;
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
    FROM unnest(${uuidArray(visitors.map((one) => one.sessionId))}::uuid[],
      ${uuidArray(visitors.map((one) => one.userId))}::uuid[]) WITH ORDINALITY AS v (session_id, user_id, ord)
    JOIN sessions s ON s.id = v.session_id AND s.user_id = v.user_id AND s.expires_at > now()
    JOIN users u ON u.id = s.user_id`.execute(db);
  const found: (Me | null)[] = visitors.map(() => null);
  for (const { ord, ...me } of rows) found[ord - 1] = me;
  return found;
}
