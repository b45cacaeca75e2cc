import { sql } from "kysely";
import type { Db } from "../store/database.ts";

/** Those who look after the jobs see them for so long after their end. */
const keptMs = 90 * 24 * 3_600_000;

/** Forgets jobs that have ended long ago. */
export async function forgetJobs(db: Db, now: Date): Promise<void> {
  await sql`DELETE FROM jobs WHERE ended_at < ${new Date(+now - keptMs)}`.execute(db);
}
