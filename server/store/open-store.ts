import { realpath } from "node:fs/promises";
import pg from "pg";
import type { BaseLogger } from "pino";
import type { Config } from "../config.ts";
import { inTime } from "../in-time.ts";
import { StartError } from "../start-error.ts";
import { type Database, openDatabase } from "./database.ts";
import { socketUrl } from "./embedded/address.ts";
import { runningServer } from "./embedded/lock.ts";
import { startEmbedded } from "./embedded/start-embedded.ts";
import { foldNames } from "./fold-names.ts";
import { migrate } from "./migrate.ts";
import { DatabaseProbe } from "./probe.ts";

/** The database that a server or a command works with, migrated. */
export interface Store {
  database: Database;
  probe: DatabaseProbe;
  /** Resolves with the reason when the embedded PostgreSQL ended and cannot be brought back. */
  failed: Promise<Error>;
  /** Closes the connections, and stops the embedded PostgreSQL. */
  close(): Promise<void>;
  /** Ends the embedded PostgreSQL at once. What was committed is safe. */
  abort(): void;
}

type StoreConfig = Pick<Config, "dataDir" | "databaseUrl" | "databasePoolSize">;

type Prepare = (database: Database) => Promise<unknown>;

/** Where a new embedded PostgreSQL gets its room for more than the pool: commands, `psql`. */
const spareConnections = 20;

const connectTimeoutMs = 10_000;
const closeTimeoutMs = 1_000;
const oldestVersion = 14;
const never = new Promise<never>(() => {});

/**
 * Opens the database of a server: the one of `DATABASE_URL`, or the embedded one, which it starts.
 *
 * @param prepare What is done before anything else; usually the database is brought to the present schema.
 * @throws StartError where it cannot be reached, is too old or too new, or another server has it.
 */
export async function openStore(
  config: StoreConfig,
  log: BaseLogger,
  prepare: Prepare = bringUp,
): Promise<Store> {
  if (config.databaseUrl !== undefined) return openExternal(config, config.databaseUrl, prepare);
  const embedded = await startEmbedded({
    dataDir: config.dataDir,
    log,
    tuning: { maxConnections: config.databasePoolSize + spareConnections },
  });
  const database = openDatabase(embedded.url, config.databasePoolSize);
  const probe = new DatabaseProbe(embedded.url);
  const close = async () => {
    probe.close();
    await closeInTime(database);
    await embedded.stop();
  };
  try {
    await prepare(database);
  } catch (error) {
    await close();
    throw error;
  }
  const abort = () => {
    try {
      process.kill(embedded.pid, "SIGQUIT");
    } catch {
      // It is gone already.
    }
  };
  return { database, probe, failed: embedded.failed, close, abort };
}

async function bringUp(database: Database): Promise<void> {
  await migrate(database.patient);
  await foldNames(database.pool);
}

/**
 * Opens the database for a command, whether a server runs on the data folder or not.
 *
 * @param prepare As of `openStore`. Without, nothing is done where a server runs, which has done it.
 * @throws StartError
 */
export async function openStoreBeside(
  config: StoreConfig,
  log: BaseLogger,
  prepare?: Prepare,
): Promise<Store> {
  const dataFolder = await realpath(config.dataDir).catch(() => null);
  const isRunning =
    config.databaseUrl === undefined &&
    dataFolder !== null &&
    (await runningServer(dataFolder)) !== null;
  if (!isRunning) return openStore(config, log, prepare);
  const store = storeAt(socketUrl(dataFolder), 2);
  try {
    await prepare?.(store.database);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function openExternal(config: StoreConfig, url: string, prepare: Prepare): Promise<Store> {
  await checkExternal(url);
  const store = storeAt(url, config.databasePoolSize);
  try {
    await prepare(store.database);
  } catch (error) {
    await store.close();
    if (!(error instanceof pg.DatabaseError)) throw error;
    throw new StartError(
      `The database of DATABASE_URL could not be prepared (${error.message}). Roost makes its own tables there: give its user a database that it owns.`,
    );
  }
  return store;
}

/** A PostgreSQL that others started. */
function storeAt(url: string, maxConnections: number): Store {
  const database = openDatabase(url, maxConnections);
  const probe = new DatabaseProbe(url);
  const close = async () => {
    probe.close();
    await closeInTime(database);
  };
  return { database, probe, failed: never, close, abort: () => {} };
}

async function checkExternal(url: string): Promise<void> {
  let client: pg.Client;
  let version: number;
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
    await client.connect();
    const { rows } = await client.query("SHOW server_version_num");
    version = Math.floor(Number(rows[0].server_version_num) / 10_000);
    await client.end();
  } catch (error) {
    throw new StartError(
      `The database of DATABASE_URL cannot be reached (${reasonOf(error)}). Check that PostgreSQL runs there and that host, port, user, password and database are right; or leave DATABASE_URL out to use the embedded one.`,
    );
  }
  if (version < oldestVersion) {
    throw new StartError(
      `The database of DATABASE_URL is PostgreSQL ${version}, and Roost needs ${oldestVersion} or newer. Upgrade it, or leave DATABASE_URL out to use the embedded one.`,
    );
  }
}

/** A host with several addresses fails with one error for each. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

/** A connection that does not end in time ends with this process. */
async function closeInTime(database: Database): Promise<void> {
  await inTime(database.close(), closeTimeoutMs, undefined);
}
