import type pg from "pg";
import { StartError } from "../start-error.ts";

/**
 * Tables with a key that begins with the room or the person, by the column that holds it. Those of one
 * room lie on one machine, and so do those of one person: they are co-located with a table before them.
 */
export const distributedTables = [
  { table: "rooms", key: "id", with: "none" },
  { table: "members", key: "room_id", with: "rooms" },
  { table: "messages", key: "room_id", with: "rooms" },
  { table: "message_edits", key: "room_id", with: "rooms" },
  { table: "deleted_messages", key: "room_id", with: "rooms" },
  { table: "reactions", key: "room_id", with: "rooms" },
  { table: "threads", key: "room_id", with: "rooms" },
  { table: "deliveries", key: "room_id", with: "rooms" },
  { table: "persons", key: "user_id", with: "none" },
  { table: "places", key: "user_id", with: "persons" },
  { table: "own_rows", key: "user_id", with: "persons" },
  { table: "presences", key: "user_id", with: "persons" },
] as const;

/** Tables of few rows, joined from everywhere: each machine has all of them. */
export const referenceTables = [
  "custom_roles",
  "users",
  "sessions",
  "credentials",
  "verifications",
  "second_factors",
  "recovery_codes",
  "sign_in_challenges",
  "passkeys",
  "sign_ins",
  "known_browsers",
  "used_passkey_challenges",
  "api_tokens",
  "signing_keys",
  "server_secrets",
  "custom_emoji",
  "pictures",
  "audit_entries",
  "reports",
  "address_bans",
  "filters",
  "server_settings",
  "invites",
  "gone_usernames",
] as const;

/** Tables that only the coordinator is asked for. */
export const coordinatorTables = [
  ...["schema_migrations", "mails", "untold_news", "nodes", "overview_samples"],
  ...["jobs", "data_pieces", "data_links"],
] as const;

/** Any number will do, as long as no other part of the server uses it. */
const advisoryLock = 7_668_002;

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

/**
 * Distributes the tables with Citus, in one transaction: all of them, or none. Tables that are
 * distributed already are left as they are, so that it may be repeated, and has to be after an
 * upgrade that brings new tables.
 *
 * @returns the tables that it distributed.
 * @throws StartError where the database has no Citus.
 */
export async function distribute(pool: pg.Pool): Promise<string[]> {
  const client = await pool.connect();
  try {
    await requireCitus(client);
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [advisoryLock]);
    const missing = await missingTables(client);
    if (missing.size > 0) await distributeTables(client, missing);
    await client.query("COMMIT");
    client.release();
    return [...missing];
  } catch (error) {
    // The transaction ends with its connection.
    client.release(true);
    throw error;
  }
}

async function requireCitus(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ created: boolean; available: boolean }>(`
    SELECT to_regproc('create_distributed_table') IS NOT NULL AS created,
      EXISTS (SELECT FROM pg_available_extensions WHERE name = 'citus') AS available`);
  if (rows[0]?.created) return;
  throw new StartError(
    rows[0]?.available
      ? "The extension citus is installed, but not made in this database. As its superuser, run CREATE EXTENSION citus; there and on every worker, add the workers (docs/citus.md), and repeat this command."
      : "This PostgreSQL has no Citus. Install the extension on the machines of the cluster and add it to shared_preload_libraries (docs/citus.md), or leave the tables as they are: Roost does not need it.",
  );
}

async function missingTables(client: pg.PoolClient): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_dist_partition JOIN pg_class ON oid = logicalrelid",
  );
  const done = new Set(rows.map((row) => row.name));
  const wanted = [...referenceTables, ...distributedTables.map(({ table }) => table)];
  return new Set(wanted.filter((table) => !done.has(table)));
}

async function distributeTables(
  client: pg.PoolClient,
  missing: ReadonlySet<string>,
): Promise<void> {
  // Shards that were made in this transaction are seen by one connection a worker only.
  await client.query("SET LOCAL citus.multi_shard_modify_mode = 'sequential'");
  // Between a table that is distributed and one that is not yet, there may be no foreign key.
  const foreignKeys = await foreignKeysOf(client, missing);
  for (const { table, name } of foreignKeys) {
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  }
  for (const table of referenceTables) {
    if (missing.has(table)) await client.query("SELECT create_reference_table($1)", [table]);
  }
  for (const { table, key, with: other } of distributedTables) {
    if (!missing.has(table)) continue;
    await client.query("SELECT create_distributed_table($1, $2, colocate_with => $3)", [
      table,
      key,
      other,
    ]);
  }
  for (const { table, name, definition } of foreignKeys) {
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  }
}

/** The foreign keys from and to tables. */
async function foreignKeysOf(
  client: pg.PoolClient,
  tables: ReadonlySet<string>,
): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name,
       pg_get_constraintdef(oid) AS definition
     FROM pg_constraint
     WHERE contype = 'f' AND conparentid = 0
       AND (conrelid = ANY($1::regclass[]) OR confrelid = ANY($1::regclass[]))
     ORDER BY 1, 2`,
    [[...tables]],
  );
  return rows;
}
