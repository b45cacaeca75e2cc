import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Schema } from "./schema.ts";

export type Db = Kysely<Schema>;

/** A connection pool and the query builder on top of it. */
export interface Database {
  db: Db;
  pool: pg.Pool;
  close(): Promise<void>;
}

// Versions and numbers are bigint in the store; a room would need 2^53 changes to overflow.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * Opens a pool. No connection is made before the first query.
 *
 * @param url `postgres://…`, or a Unix socket as `postgres:///roost?host=/path`.
 */
export function openDatabase(url: string, maxConnections: number): Database {
  const pool = new pg.Pool({ connectionString: url, max: maxConnections });
  // An idle connection that breaks is replaced at the next query, which reports what matters.
  pool.on("error", () => {});
  const db: Db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}
