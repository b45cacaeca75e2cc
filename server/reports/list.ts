import { messageId } from "@roost/protocol/message-id.ts";
import type { Report, ReportsPage, ReportsQuery } from "@roost/protocol/report.ts";
import { sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";

type Row = Omit<Report, "at" | "resolvedAt" | "messageId"> & {
  number: number;
  at: Date;
  resolvedAt: Date | null;
  /** With all its digits, which a `Date` has not. */
  order: string;
};

/** The reports of this server. Throws `request.invalid` for a cursor of another list. */
export async function listReports(
  { database: { db }, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  query: ReportsQuery,
): Promise<ReportsPage> {
  requireRight(actor, "reports");
  return readReports(db, query, query.limit ?? pageSize);
}

export async function readReports(
  db: Db,
  { state = "open", reason, authorId, sort, cursor }: ReportsQuery,
  limit: number,
): Promise<ReportsPage> {
  const isOpen = state === "open";
  const isOldestFirst = (sort ?? (isOpen ? "oldest" : "newest")) === "oldest";
  const all = [isOpen ? sql`resolved_at IS NULL` : sql`resolved_at IS NOT NULL`];
  if (reason !== undefined) all.push(sql`reason = ${reason}`);
  if (authorId !== undefined) all.push(sql`author_id = ${authorId}`);
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(cursor, 2);
    const last = sql`(${at}::timestamptz, ${id}::uuid)`;
    all.push(isOldestFirst ? sql`(at, id) > ${last}` : sql`(at, id) < ${last}`);
  }
  const { rows } = await sql<Row>`
    SELECT id, at, at::text AS order, reporter_id AS "reporterId", room_id AS "roomId", number,
      author_id AS "authorId", body, reason, note, resolved_at AS "resolvedAt",
      resolved_by AS "resolvedById", resolution
    FROM reports
    WHERE ${sql.join(all, sql` AND `)}
    ORDER BY ${isOldestFirst ? sql`at, id` : sql`at DESC, id DESC`}
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
