import { sql } from "kysely";
import type { Context } from "../context.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { daysOf } from "./going.ts";

/** Any number will do, as long as no other part of the server uses it. */
const beginningLock = 7_668_007;

const dayMs = 86_400_000;

/** Has what is too old deleted, once a day, where messages are kept for a time at all. Safe on several nodes at once. */
export async function beginExpiry(
  { database: { db }, settings }: Pick<Context, "database" | "settings">,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${beginningLock})`.execute(tx);
    const { rows: runs } = await sql`
      SELECT id FROM jobs
      WHERE kind = 'retention'
        AND (state IN ('waiting', 'running') OR created_at > ${new Date(+now - dayMs)})
      LIMIT 1`.execute(tx);
    if (runs.length > 0) return;
    const { rows: rooms } = await sql`
      SELECT r.id FROM rooms r
      WHERE r.deleted_at IS NULL AND ${daysOf(settings.values.messagesKeptDays)} > 0
      LIMIT 1`.execute(tx);
    if (rooms.length === 0) return;
    await enqueue(tx, { kind: "retention", userId: null, createdAt: now });
  });
}
