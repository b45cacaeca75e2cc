import type { ExportReportsQuery, Report } from "@roost/protocol/report.ts";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { everyPage } from "../store/every-page.ts";
import { readReports } from "./list.ts";

/** A report, with what those are called whom it names; null where there is nobody like that any more. */
export interface NamedReport extends Report {
  reporter: string | null;
  author: string | null;
  resolvedBy: string | null;
}

/** All reports of a list, some at a time. The audit log has that they were handed out. */
export async function exportReports(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: ExportReportsQuery,
): Promise<AsyncIterable<NamedReport[]>> {
  requireRight(actor, "exportReports");
  await record(db, actor, "list.exported", null, { list: "reports" });
  return everyPage(async (cursor, limit) => {
    const { reports, users, nextCursor } = await readReports(db, { ...query, ...cursor }, limit);
    const names = new Map(users.map(({ id, username }) => [id, username]));
    const rows = reports.map((report) => ({
      ...report,
      reporter: names.get(report.reporterId) ?? null,
      author: names.get(report.authorId) ?? null,
      resolvedBy: names.get(report.resolvedById ?? "") ?? null,
    }));
    return { rows, nextCursor };
  });
}
