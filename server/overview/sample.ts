import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { silentAfterMs } from "./report.ts";

/** Minutes are kept a little longer than they are shown. */
const minutesKept = "3 hours";
const hoursKept = "32 days";
/** A node that has been silent for so long is forgotten. */
const silentKept = "1 day";

/**
 * Keeps how all nodes together do in this minute, and in this hour. Any node may do so, several at once: of a minute there
 * is one row, whoever writes it.
 */
export async function sample(db: Db, now: Date): Promise<void> {
  const since = new Date(now.getTime() - silentAfterMs);
  await sql`
    INSERT INTO overview_samples (per, at, people, connections, messages, commit_p50_ms,
      commit_p99_ms, delivery_p50_ms, delivery_p99_ms, waiting, database_bytes)
    SELECT 'minute', date_trunc('minute', ${now}::timestamptz), ${together},
      pg_database_size(current_database())
    FROM nodes WHERE at >= ${since}
    HAVING count(*) > 0
    ON CONFLICT DO NOTHING`.execute(db);
  await sql`
    INSERT INTO overview_samples (per, at, people, connections, messages, commit_p50_ms,
      commit_p99_ms, delivery_p50_ms, delivery_p99_ms, waiting, database_bytes)
    SELECT 'hour', date_trunc('hour', ${now}::timestamptz), max(people), max(connections),
      round(avg(messages)), avg(commit_p50_ms), max(commit_p99_ms), avg(delivery_p50_ms),
      max(delivery_p99_ms), max(waiting), max(database_bytes)
    FROM overview_samples
    WHERE per = 'minute' AND at >= date_trunc('hour', ${now}::timestamptz)
    HAVING count(*) > 0
    ON CONFLICT (per, at) DO UPDATE SET people = excluded.people,
      connections = excluded.connections, messages = excluded.messages,
      commit_p50_ms = excluded.commit_p50_ms, commit_p99_ms = excluded.commit_p99_ms,
      delivery_p50_ms = excluded.delivery_p50_ms, delivery_p99_ms = excluded.delivery_p99_ms,
      waiting = excluded.waiting, database_bytes = excluded.database_bytes`.execute(db);
  await sql`
    DELETE FROM overview_samples
    WHERE at < ${now}::timestamptz
      - CASE per WHEN 'minute' THEN ${minutesKept}::interval ELSE ${hoursKept}::interval END`.execute(
    db,
  );
  await sql`DELETE FROM nodes WHERE at < ${now}::timestamptz - ${silentKept}::interval`.execute(db);
}

/** Half of what was measured counts by how much each node measured; what is rare, by the slowest. */
const latency = (name: string) => {
  const [count, p50, p99] = ["count", "p50Ms", "p99Ms"].map(
    (part) => sql`(report -> ${sql.lit(name)} ->> ${sql.lit(part)})::float8`,
  );
  return sql`sum(${p50} * ${count}) / nullif(sum(${count}), 0), max(${p99})`;
};
const total = (name: string) => sql`coalesce(sum((report ->> ${sql.lit(name)})::int), 0)`;

/** People, connections, messages, latencies and what waits, of the nodes of a query. */
export const together = sql`${total("people")}, ${total("connections")},
  coalesce(sum((report -> 'commits' ->> 'count')::int), 0),
  ${latency("commits")}, ${latency("deliveries")}, ${total("waiting")}`;
