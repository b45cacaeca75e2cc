import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { StartError } from "../start-error.ts";

/** One file of the migrations folder: `NNNN_name.sql`. */
interface Migration {
  number: number;
  name: string;
  file: string;
}

const ownMigrations = fileURLToPath(new URL("./migrations", import.meta.url));

/** Held while migrating, so that servers that start together do it once. Any number will do. */
const advisoryLock = 7_668_001;

/**
 * Brings the database to the present schema: every migration that it has not had, in order, each
 * in a transaction of its own.
 *
 * @returns the names of those that it had not had.
 * @throws StartError where the database had migrations that this version does not know.
 */
export async function migrate(pool: pg.Pool, folder = ownMigrations): Promise<string[]> {
  const known = await listMigrations(folder);
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [advisoryLock]);
    const applied = await readApplied(client);
    refuseNewer(known, applied);
    const pending = known.filter(({ number }) => !applied.has(number));
    for (const migration of pending) await apply(client, migration);
    await client.query("SELECT pg_advisory_unlock($1)", [advisoryLock]);
    client.release();
    return pending.map(({ name }) => name);
  } catch (error) {
    // With the connection goes the lock.
    client.release(true);
    throw error;
  }
}

/**
 * The names of the migrations that the database has not had. Writes nothing.
 *
 * @throws StartError as `migrate` does.
 */
export async function pendingMigrations(
  database: Pick<pg.ClientBase, "query">,
  folder = ownMigrations,
): Promise<string[]> {
  const known = await listMigrations(folder);
  const { rows } = await database.query("SELECT to_regclass('schema_migrations') AS found");
  const applied = rows[0].found === null ? new Map() : await readNames(database);
  refuseNewer(known, applied);
  return known.filter(({ number }) => !applied.has(number)).map(({ name }) => name);
}

/**
 * Whether the database has had every migration that this version knows. It may have had more:
 * while nodes are upgraded one by one, the older ones go on.
 */
export async function isMigrated(
  database: Pick<pg.ClientBase, "query">,
  folder = ownMigrations,
): Promise<boolean> {
  const latestKnown = (await listMigrations(folder)).at(-1)?.number ?? 0;
  const found = await database.query("SELECT max(number) AS latest FROM schema_migrations");
  return found.rows[0]?.latest >= latestKnown;
}

async function listMigrations(folder: string): Promise<Migration[]> {
  const migrations = (await readdir(folder)).sort().map((name): Migration => {
    const number = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1];
    if (number === undefined) throw new Error(`${name} is not a migration: NNNN_name.sql`);
    return { number: Number(number), name, file: `${folder}/${name}` };
  });
  const numbers = new Set(migrations.map(({ number }) => number));
  if (numbers.size !== migrations.length) throw new Error(`Two migrations have one number`);
  return migrations;
}

async function readApplied(client: pg.PoolClient): Promise<Map<number, string>> {
  await client.query(`
    CREATE TABLE IF NOT EXISTS schema_migrations (
      number integer PRIMARY KEY,
      name text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`);
  return readNames(client);
}

async function readNames(database: Pick<pg.ClientBase, "query">): Promise<Map<number, string>> {
  const { rows } = await database.query("SELECT number, name FROM schema_migrations");
  return new Map(rows.map((row): [number, string] => [row.number, row.name]));
}

function refuseNewer(known: readonly Migration[], applied: ReadonlyMap<number, string>): void {
  const numbers = new Set(known.map(({ number }) => number));
  const strangers = [...applied].filter(([number]) => !numbers.has(number));
  const newest = strangers.sort(([a], [b]) => b - a)[0]?.[1];
  if (newest === undefined) return;
  throw new StartError(
    `The database was used by a newer version of Roost (it has had the migration ${newest}, which this version does not know). Start that version or a later one, or restore a backup from before the upgrade.`,
  );
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  const statements = await readFile(migration.file, "utf8");
  await client.query("BEGIN");
  try {
    await client.query(statements);
    await client.query("INSERT INTO schema_migrations (number, name) VALUES ($1, $2)", [
      migration.number,
      migration.name,
    ]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`The migration ${migration.name} failed: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
