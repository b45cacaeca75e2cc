import { readFile } from "node:fs/promises";
import { compareKeys, sortKey } from "@roost/protocol/folding.ts";
import fc from "fast-check";
import type pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listUsers } from "../accounts/directory.ts";
import { findRooms } from "../rooms/reader.ts";
import { by } from "../testing/by.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { type Database, openDatabase } from "./database.ts";
import { foldNames } from "./fold-names.ts";
import { migrate } from "./migrate.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeEach(async () => {
  testDatabase = await createTestDatabase({ empty: true });
  database = openDatabase(testDatabase.url, 10);
});
afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

const somebody = by("00000000-0000-4000-8000-000000000000");

async function usersCalled(query: string): Promise<string[]> {
  const { users } = await listUsers({ database, pageSize: 50 }, somebody, { query });
  return users.map(({ username }) => username);
}

async function roomsCalled(query: string): Promise<string[]> {
  const { rooms } = await findRooms({ database, pageSize: 50 }, somebody, { query });
  return rooms.map(({ name }) => name);
}

/** Writes as a version before did, which knows nothing of folded names. */
async function writeAsBefore(pool: pg.Pool): Promise<void> {
  await pool.query(
    `INSERT INTO users (username, display_name, email)
     SELECT 'user' || n, 'Jürgen ' || n, n || '@example.org' FROM generate_series(1, 1200) n`,
  );
  await pool.query(
    "INSERT INTO rooms (id, kind, name) VALUES (gen_random_uuid(), 'public', 'Über uns')",
  );
}

test("names from before an upgrade are found after it", async () => {
  for (const name of ["0001_accounts.sql", "0002_rooms.sql"]) {
    const file = new URL(`./migrations/${name}`, import.meta.url);
    await database.pool.query(await readFile(file, "utf8"));
  }
  await database.pool.query(
    `CREATE TABLE schema_migrations (number integer PRIMARY KEY, name text NOT NULL,
       applied_at timestamptz NOT NULL DEFAULT now());
     INSERT INTO schema_migrations VALUES (1, '0001_accounts.sql'), (2, '0002_rooms.sql')`,
  );
  await writeAsBefore(database.pool);
  await migrate(database.patient);
  expect(await foldNames(database.pool)).toBe(1_202);
  expect(await usersCalled("jurgen 1200")).toEqual(["user1200"]);
  expect(await roomsCalled("UBER")).toEqual(["Über uns"]);
  expect(await roomsCalled("gen")).toEqual(["general"]);
  expect(await foldNames(database.pool)).toBe(0);
});

test("what an older node writes during an upgrade is listed at once, and found soon after", async () => {
  await migrate(database.patient);
  await foldNames(database.pool);
  await writeAsBefore(database.pool);
  expect(await roomsCalled("")).toEqual(["Über uns", "general"]);
  await Promise.all([foldNames(database.pool), foldNames(database.pool)]);
  expect(await roomsCalled("uber")).toEqual(["Über uns"]);
  await database.pool.query("UPDATE rooms SET name = 'Ärzte' WHERE name = 'Über uns'");
  expect(await foldNames(database.pool)).toBe(1);
  expect(await roomsCalled("uber")).toEqual([]);
  expect(await roomsCalled("arzte")).toEqual(["Ärzte"]);
});

test("the store and clients put names in the same order", async () => {
  const name = fc.string({ unit: "binary", minLength: 1, maxLength: 12 });
  const names = fc.sample(name, 300).filter((one) => one.isWellFormed() && !one.includes("\0"));
  names.push("Ä", "A", "a2", "a10", "🐦", "\uffee", "Ґ", "Д", "א", "ๆ", "ไก่", "_", "#1");
  const keys = names.map(sortKey);
  const { rows } = await database.pool.query<{ key: string }>(
    `SELECT key FROM unnest($1::text[]) AS t (key) ORDER BY key COLLATE "C"`,
    [keys],
  );
  expect(rows.map(({ key }) => key)).toEqual(keys.sort(compareKeys));
});

test("the longest name has a key that fits into an index", async () => {
  await migrate(database.patient);
  await database.pool.query(
    "INSERT INTO rooms (id, kind, name) VALUES (gen_random_uuid(), 'public', $1)",
    ["\ufdfa".repeat(80)],
  );
  expect(await foldNames(database.pool)).toBe(2);
});
