import type { JobKind, JobState } from "@roost/protocol/jobs.ts";
import { sql } from "kysely";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import type { Manager } from "../people/change-person.ts";
import { requireManager } from "../people/require-manager.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import type { Works } from "./kinds.ts";

interface Locked {
  kind: JobKind;
  state: JobState;
  userId: string | null;
}

/**
 * Ends a job where it stands; what it has written by then is taken away. The node that runs it hears of it at its next
 * step, of which nothing is kept.
 *
 * Throws `auth.forbidden`, `job.not_found`, and `job.wrong_state` where it has ended, or has to come to its end.
 */
export async function cancelJob(
  { database }: Pick<Context, "database">,
  works: Works,
  manager: Manager,
  jobId: string,
  now: Date,
): Promise<void> {
  await database.db.transaction().execute(async (tx) => {
    await requireManager(tx, manager, "cancelJob");
    const { kind, userId } = await lockJob(tx, jobId, ["waiting", "running"]);
    if (!works[kind].canBeCancelled) {
      throw new Refusal("job.wrong_state", "A job of this kind has to come to its end.");
    }
    await endCancelled(tx, works, { id: jobId, kind }, now);
    await record(tx, manager, "job.cancelled", userId, { jobId, kind });
  });
}

/** In the transaction of whoever may end it, which holds the job. */
export async function endCancelled(
  tx: Db,
  works: Works,
  { id, kind }: { id: string; kind: JobKind },
  now: Date,
): Promise<void> {
  await sql`
    UPDATE jobs SET state = 'cancelled', lease = NULL, ended_at = ${now}
    WHERE id = ${id}`.execute(tx);
  await works[kind].undo?.(tx, id);
}

/** Has a job that was given up go on where it stood. Throws as `cancelJob` does. */
export async function retryJob(
  { database }: Pick<Context, "database">,
  manager: Manager,
  jobId: string,
  now: Date,
): Promise<void> {
  await database.db.transaction().execute(async (tx) => {
    await requireManager(tx, manager, "retryJob");
    const { kind, userId } = await lockJob(tx, jobId, ["failed"]);
    await sql`
      UPDATE jobs SET state = 'waiting', attempts = 0, due_at = ${now}, ended_at = NULL
      WHERE id = ${jobId}`.execute(tx);
    await record(tx, manager, "job.retried", userId, { jobId, kind });
  });
}

async function lockJob(tx: Db, jobId: string, states: readonly JobState[]): Promise<Locked> {
  const { rows } = await sql<Locked>`
    SELECT kind, state, user_id AS "userId" FROM jobs WHERE id = ${jobId} FOR UPDATE`.execute(tx);
  const [job] = rows;
  if (!job) throw new Refusal("job.not_found");
  if (states.includes(job.state)) return job;
  throw new Refusal(
    "job.wrong_state",
    `The job is ${job.state}; it would have to be ${states.join(" or ")}.`,
  );
}
