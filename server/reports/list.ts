import { messageId } from "@roost/protocol/message-id.ts";
import type { Report, ReportsPage, ReportsQuery } from "@roost/protocol/report.ts";
import { sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";

type Row = Omit<Report, "at" | "resolvedAt" | "messageId"> & {
  number: number;
  at: Date;
  resolvedAt: Date | null;
  /** With all its digits, which a `Date` has not. */
  order: string;
};

/** The reports of this server: the oldest open ones first, or the newest of those that are resolved. */
export async function listReports(
  { database: { db }, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  { state = "open", cursor, limit = pageSize }: ReportsQuery,
): Promise<ReportsPage> {
  requireRight(actor, "reports");
  const isOpen = state === "open";
  const after = cursor === undefined ? null : decodeCursor(cursor, 2);
  const behind = isOpen
    ? sql`(at, id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`
    : sql`(at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`;
  const { rows } = await sql<Row>`
    SELECT id, at, at::text AS order, reporter_id AS "reporterId", room_id AS "roomId", number,
      author_id AS "authorId", body, reason, note, resolved_at AS "resolvedAt",
      resolved_by AS "resolvedById", resolution
    FROM reports
    WHERE ${isOpen ? sql`resolved_at IS NULL` : sql`resolved_at IS NOT NULL`}
      ${after === null ? sql`` : sql`AND ${behind}`}
    ORDER BY ${isOpen ? sql`at, id` : sql`at DESC, id DESC`}
    LIMIT ${limit + 1}`.execute(db);
  const next = nextCursor(rows, limit, ({ order, id }) => [order, id]);
  const people = rows.flatMap(({ reporterId, authorId, resolvedById }) =>
    resolvedById === null ? [reporterId, authorId] : [reporterId, authorId, resolvedById],
  );
  return { reports: rows.map(toReport), users: await loadPeople(db, people), nextCursor: next };
}

function toReport({ order: _order, number, at, resolvedAt, ...row }: Row): Report {
  return {
    ...row,
    at: at.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    messageId: messageId(row.roomId, Number(number)),
  };
}
