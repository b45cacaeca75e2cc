import type { Database } from "./database.ts";
import { pendingMigrations } from "./migrate.ts";

/** What a database is like, and whether Roost can work with it. */
export interface DatabaseFacts {
  version: string;
  /** The middle one of a few short questions, in milliseconds. */
  latencyMs: number;
  /** How far its clock is ahead of this machine's, in milliseconds. */
  clockAheadMs: number;
  /** False of one that only follows another, or is set to be read only. */
  isWritable: boolean;
  encoding: string;
  /** Whether its user may make tables. */
  mayCreate: boolean;
  /** Tables of Roost's that its user may not read and write. */
  closedTables: string[];
  /** How many connections it takes from ordinary users. */
  connections: number;
  /** Migrations that it waits for. */
  pending: string[];
}

const questions = 9;

/**
 * Looks at a database without writing to it. Rejects where it cannot be asked, and with a `StartError` where it
 * belongs to a newer version.
 *
 * @param now This machine's clock, in milliseconds.
 */
export async function examineDatabase(
  { pool }: Pick<Database, "pool">,
  now: () => number = Date.now,
): Promise<DatabaseFacts> {
  const client = await pool.connect();
  try {
    const facts = (await client.query(whatItIs)).rows[0];
    const { rows } = await client.query(closed);
    const tookMs: number[] = [];
    let clockAheadMs = 0;
    for (let question = 0; question < questions; question += 1) {
      const [askedAt, begin] = [now(), performance.now()];
      const answer = await client.query(
        "SELECT extract(epoch FROM clock_timestamp())::float8 AS s",
      );
      const ms = performance.now() - begin;
      // The answer was given somewhere in between: the quickest says it best.
      if (tookMs.every((before) => ms < before)) {
        clockAheadMs = answer.rows[0].s * 1_000 - (askedAt + ms / 2);
      }
      tookMs.push(ms);
    }
    const latencyMs = tookMs.sort((a, b) => a - b)[Math.floor(questions / 2)] as number;
    const pending = await pendingMigrations(client);
    const closedTables = rows.map(({ name }) => name as string);
    return { ...facts, closedTables, latencyMs, clockAheadMs, pending };
  } finally {
    client.release();
  }
}

const whatItIs = `
  SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
    NOT pg_is_in_recovery() AND current_setting('default_transaction_read_only') = 'off'
      AS "isWritable",
    current_setting('server_encoding') AS encoding,
    coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS "mayCreate",
    current_setting('max_connections')::int
      - current_setting('superuser_reserved_connections')::int AS connections`;

const closed = `
  SELECT relname AS name FROM pg_class
  WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
    AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')
      AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))
  ORDER BY relname`;
