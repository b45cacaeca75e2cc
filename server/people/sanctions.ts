import type { PageQuery } from "@roost/protocol/http.ts";
import { type Sanction, type SanctionsPage, sanctionActions } from "@roost/protocol/sanctions.ts";
import { sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeNumber, nextCursor } from "../store/cursor.ts";

type Row = Omit<Sanction, "at" | "acknowledgedAt"> & { at: Date; acknowledgedAt: Date | null };

/** How often somebody went too far, and what was done: of the audit log what is about that, the newest first. */
export async function listSanctions(
  { database: { db }, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  userId: string,
  { cursor, limit = pageSize }: Pick<PageQuery, "cursor" | "limit">,
): Promise<SanctionsPage> {
  requireRight(actor, "sanctions");
  const before = cursor === undefined ? null : decodeNumber(cursor);
  const { rows } = await sql<Row>`
    SELECT e.id, e.at, e.action, e.actor_id AS "actorId", e.details ->> 'until' AS until,
      e.details ->> 'reason' AS reason,
      CASE WHEN o.value IS NULL THEN o.changed_at END AS "acknowledgedAt"
    FROM audit_entries e
    LEFT JOIN own_rows o ON o.user_id = ${userId} AND o.kind = 'warning'
      AND o.key = e.details ->> 'warningId'
    WHERE e.user_id = ${userId} AND e.action = ANY(${[...sanctionActions]}::text[])
      ${before === null ? sql`` : sql`AND e.id < ${before}`}
    ORDER BY e.id DESC
    LIMIT ${limit + 1}`.execute(db);
  const next = nextCursor(rows, limit, ({ id }) => [String(id)]);
  const actors = new Set(rows.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])));
  return {
    sanctions: rows.map(({ id, at, acknowledgedAt, ...row }) => ({
      ...{ id: Number(id), at: at.toISOString(), ...row },
      acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
    })),
    users: await loadPeople(db, [...actors]),
    nextCursor: next,
  };
}
