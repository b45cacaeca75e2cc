import { randomUUID } from "node:crypto";
import type { JobKind } from "@roost/protocol/jobs.ts";
import { sql } from "kysely";
import type { Context } from "../context.ts";
import type { Db } from "../store/database.ts";
import type { JobToDo, StepDone, Work, Works } from "./kinds.ts";

export interface RunParts {
  ctx: Context;
  works: Works;
  now(): Date;
  /** A step that failed, besides being tried again. */
  onFault(error: unknown): void;
}

/** A job of a node that says nothing for so long is taken over by another. */
export const leaseMs = 30_000;
/** So often a node says that it is still at a job. */
const renewEveryMs = leaseMs / 3;
/** A job stands back for others after so many steps. */
const stepsInARow = 50;
/** A job that fails so often in a row is left to whoever looks after the jobs. */
export const attemptsMax = 8;

interface Claimed extends JobToDo<unknown> {
  kind: JobKind;
  attempts: number;
  /** Names this run of the job: whoever takes it over names another. */
  lease: string;
}

/** Does what is due, until nothing is, or the node stops. */
export async function runJobs(parts: RunParts, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const job = await claim(parts.ctx.database.db, parts.now());
    if (!job) return;
    await runSome(parts, job, stopping);
  }
}

/**
 * Takes the job that is due for longest. One that its node has left behind counts as failed, so that none ends one
 * node after the other for ever.
 */
async function claim(db: Db, now: Date): Promise<Claimed | null> {
  const lease = randomUUID();
  const { rows } = await sql<Claimed>`
    UPDATE jobs SET state = 'running', lease = ${lease}, due_at = ${after(now, leaseMs)},
      attempts = attempts + CASE WHEN state = 'running' THEN 1 ELSE 0 END
    WHERE id = (
      SELECT id FROM jobs WHERE state IN ('waiting', 'running') AND due_at <= ${now}
      ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, kind, user_id AS "userId", place, done, total, attempts, lease`.execute(db);
  return rows[0] ?? null;
}

async function runSome(parts: RunParts, job: Claimed, stopping: AbortSignal): Promise<void> {
  const { ctx, now, onFault } = parts;
  const { db } = ctx.database;
  const renewing = setInterval(() => {
    renew(db, job, now()).catch(onFault);
  }, renewEveryMs);
  try {
    if (job.attempts >= attemptsMax) throw new Error("Each node that did this step was gone.");
    for (let step = 0; step < stepsInARow && !stopping.aborted; step++) {
      if (!(await runStep(parts, job))) return;
    }
    // For whoever comes next, behind those that wait.
    await putBack(db, job, now());
  } catch (error) {
    onFault(error);
    await fail(db, job, error, now());
  } finally {
    clearInterval(renewing);
  }
}

/** Returns whether there is another step for this node. */
async function runStep({ ctx, works, now }: RunParts, job: Claimed): Promise<boolean> {
  const work: Work<unknown> | undefined = works[job.kind];
  if (!work) throw new Error(`This node knows no jobs of the kind "${job.kind}".`);
  const done = await work.step(ctx, job, now());
  const isKept = await ctx.database.db.transaction().execute((tx) => keep(tx, job, done, now()));
  if (!isKept) return false;
  job.place = done.next;
  job.done++;
  job.total = done.total ?? job.total;
  job.attempts = 0;
  return done.next !== null;
}

/** False where the job was cancelled meanwhile, or taken over: then nothing of the step is written. */
async function keep(
  tx: Db,
  { id, lease, total }: Claimed,
  { next, total: nowTotal = total ?? undefined, write }: StepDone<unknown>,
  now: Date,
): Promise<boolean> {
  const isDone = next === null;
  const { rows } = await sql`
    UPDATE jobs SET place = ${JSON.stringify(next)}::jsonb, done = done + 1, total = ${nowTotal ?? null},
      attempts = 0, failure = NULL, due_at = ${after(now, leaseMs)}
      ${isDone ? sql`, state = 'done', lease = NULL, ended_at = ${now}` : sql``}
    WHERE id = ${id} AND lease = ${lease} AND state = 'running' RETURNING id`.execute(tx);
  if (rows.length === 0) return false;
  await write?.(tx);
  return true;
}

async function renew(db: Db, { id, lease }: Claimed, now: Date): Promise<void> {
  await sql`
    UPDATE jobs SET due_at = ${after(now, leaseMs)}
    WHERE id = ${id} AND lease = ${lease} AND state = 'running'`.execute(db);
}

async function putBack(db: Db, { id, lease }: Claimed, now: Date): Promise<void> {
  await sql`
    UPDATE jobs SET state = 'waiting', lease = NULL, due_at = ${now}
    WHERE id = ${id} AND lease = ${lease} AND state = 'running'`.execute(db);
}

/** Tries it again later, each time twice as much, or gives it up. */
async function fail(
  db: Db,
  { id, lease, attempts: before }: Claimed,
  error: unknown,
  now: Date,
): Promise<void> {
  const attempts = before + 1;
  const isGivenUp = attempts >= attemptsMax;
  await sql`
    UPDATE jobs SET state = ${isGivenUp ? "failed" : "waiting"}, lease = NULL, attempts = ${attempts},
      failure = ${String(error).slice(0, 1_000)}, due_at = ${after(now, 2 ** attempts * 1_000)},
      ended_at = ${isGivenUp ? now : null}
    WHERE id = ${id} AND lease = ${lease} AND state = 'running'`.execute(db);
}

function after(now: Date, ms: number): Date {
  return new Date(+now + ms);
}
