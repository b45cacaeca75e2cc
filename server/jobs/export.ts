import type { ExportJobsQuery, Job } from "@roost/protocol/jobs.ts";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { everyPage } from "../store/every-page.ts";
import { readJobs } from "./list.ts";

/** A job, with what the person is called whom it is for; null where there is nobody like that. */
export interface NamedJob extends Job {
  user: string | null;
}

/** All jobs of a list, some at a time. The audit log has that they were handed out. */
export async function exportJobs(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: ExportJobsQuery,
): Promise<AsyncIterable<NamedJob[]>> {
  requireRight(actor, "exportJobs");
  await record(db, actor, "list.exported", null, { list: "jobs" });
  return everyPage(async (cursor, limit) => {
    const page = await readJobs(db, { ...query, ...cursor }, limit);
    const names = new Map(page.users.map(({ id, username }) => [id, username]));
    const rows = page.jobs.map((job) => ({ ...job, user: names.get(job.userId ?? "") ?? null }));
    return { rows, nextCursor: page.nextCursor };
  });
}
