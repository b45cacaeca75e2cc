import type { Job, JobsPage, JobsQuery } from "@roost/protocol/jobs.ts";
import { type RawBuilder, sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";

type Row = Omit<Job, "createdAt" | "dueAt" | "endedAt"> & {
  createdAt: Date;
  dueAt: Date;
  endedAt: Date | null;
};

/** The jobs of this server, the newest first. Throws `request.invalid` for a cursor of another list. */
export async function listJobs(
  { database: { db }, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  query: JobsQuery,
): Promise<JobsPage> {
  requireRight(actor, "jobs");
  return readJobs(db, query, query.limit ?? pageSize);
}

export async function readJobs(db: Db, query: JobsQuery, limit: number): Promise<JobsPage> {
  const { rows } = await sql<Row>`
    SELECT id, kind, user_id AS "userId", state, done, total, attempts, failure,
      created_at AS "createdAt", due_at AS "dueAt", ended_at AS "endedAt"
    FROM jobs
    WHERE ${sql.join(conditions(query), sql` AND `)}
    ORDER BY created_at DESC, id DESC
    LIMIT ${limit + 1}`.execute(db);
  const next = nextCursor(rows, limit, ({ id }) => [id]);
  return {
    jobs: rows.map(toJob),
    users: await loadPeople(
      db,
      rows.flatMap(({ userId }) => userId ?? []),
    ),
    nextCursor: next,
  };
}

function conditions({ kind, state, userId, cursor }: JobsQuery): RawBuilder<boolean>[] {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (kind !== undefined) all.push(sql`kind = ${kind}`);
  if (state !== undefined) all.push(sql`state = ${state}`);
  if (userId !== undefined) all.push(sql`user_id = ${userId}`);
  if (cursor !== undefined) {
    const [id] = decodeCursor(cursor, 1);
    // Looked up: its time is more exact than a cursor could say it.
    all.push(
      sql`(created_at, id) < (SELECT l.created_at, l.id FROM jobs l WHERE l.id::text = ${id})`,
    );
  }
  return all;
}

function toJob(row: Row): Job {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}
