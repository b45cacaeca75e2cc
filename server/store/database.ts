import { Socket } from "node:net";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { PreparingClient } from "./prepared.ts";
import type { Schema } from "./schema.ts";

export type Db = Kysely<Schema>;

/** A connection of which one may read, and no more. */
export type Reader = Pick<Db, "selectFrom">;

/** A connection pool and the query builder on top of it. */
export interface Database {
  db: Db;
  pool: pg.Pool;
  /** Its one connection sends statements without waiting for the answers of those before. */
  pipeline: pg.Pool;
  /** Its one connection may be silent for as long as a statement takes: for migrations. */
  patient: pg.Pool;
  close(): Promise<void>;
}

// Versions and numbers are bigint in the store; a room would need 2^53 changes to overflow.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A plan is kept as long as its connection, and the tables may have grown beyond it. */
const PLAN_LIFETIME_S = 60;
/** Longer than the pauses between the sweeps, each of which would open some anew. */
const IDLE_TIMEOUT_MS = 30_000;
/** Waiting for a connection of the pool. */
const CONNECT_TIMEOUT_MS = 10_000;
/** A connection that is silent for so long in the middle of a statement is given up. */
const SILENCE_TIMEOUT_MS = 20_000;
/** What PostgreSQL waits for the next statement of a transaction, which may hold rooms. */
const ABANDONED_AFTER_MS = 10_000;

/** When one side takes the other for gone, in milliseconds. */
export interface Patience {
  silenceMs: number;
  abandonedAfterMs: number;
}

/**
 * Opens a pool. No connection is made before the first query.
 *
 * @param url `postgres://…`, or a Unix socket as `postgres:///roost?host=/path`.
 */
export function openDatabase(
  url: string,
  maxConnections: number,
  { silenceMs, abandonedAfterMs }: Patience = {
    silenceMs: SILENCE_TIMEOUT_MS,
    abandonedAfterMs: ABANDONED_AFTER_MS,
  },
): Database {
  const open = (options: pg.PoolConfig) =>
    openPool(abandonedAfterMs, {
      connectionString: url,
      stream: () => openSocket(silenceMs),
      ...options,
    });
  const pool = open({
    max: Math.max(1, maxConnections - 1),
    maxLifetimeSeconds: PLAN_LIFETIME_S,
  });
  const pipeline = open({ max: 1, pipeline: true, maxLifetimeSeconds: PLAN_LIFETIME_S });
  const patient = open({ max: 1, stream: () => new Socket() });
  const db: Db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const close = async () => {
    await Promise.all([db.destroy(), pipeline.end(), patient.end()]);
  };
  return { db, pool, pipeline, patient, close };
}

function openPool(abandonedAfterMs: number, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...options,
    Client: PreparingClient,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    // A machine or a network that is gone says nothing of it: without this, PostgreSQL would keep
    // the locks of a transaction for hours. Poolers know the statement, and not the parameter.
    onConnect: (client) =>
      client.query(`SET idle_in_transaction_session_timeout = ${abandonedAfterMs}`),
  });
  // A connection that breaks is replaced at the next query. What was under way on it fails by
  // itself; without a listener of its own the event would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** Where packets are lost without a word, a socket would wait for many minutes. */
function openSocket(silenceMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(silenceMs, () => {
    socket.destroy(new Error("Connection timeout: PostgreSQL said nothing for too long."));
  });
  return socket;
}
