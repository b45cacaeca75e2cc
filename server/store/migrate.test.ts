import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StartError } from "../start-error.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { isMigrated, migrate } from "./migrate.ts";

let database: TestDatabase;
let pool: pg.Pool;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  pool = new pg.Pool({ connectionString: database.url });
  folder = await mkdtemp(path.join(os.tmpdir(), "roost-migrations-"));
});

afterEach(async () => {
  await pool.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

function write(name: string, statements: string): Promise<void> {
  return writeFile(path.join(folder, name), statements);
}

async function appliedNames(): Promise<string[]> {
  const { rows } = await pool.query("SELECT name FROM schema_migrations ORDER BY number");
  return rows.map((row) => row.name);
}

test("applies migrations in the order of their numbers, each once", async () => {
  await write("0002_second.sql", "INSERT INTO one VALUES (2); INSERT INTO one VALUES (3);");
  await write("0001_first.sql", "CREATE TABLE one (x integer);");
  await migrate(pool, folder);
  await migrate(pool, folder);
  expect(await appliedNames()).toEqual(["0001_first.sql", "0002_second.sql"]);
  expect((await pool.query("SELECT x FROM one ORDER BY x")).rows).toEqual([{ x: 2 }, { x: 3 }]);
});

test("a migration that fails leaves nothing behind and names itself", async () => {
  await write("0001_first.sql", "CREATE TABLE one (x integer);");
  await write("0002_bad.sql", "CREATE TABLE two (x integer); SELECT nonsense;");
  await expect(migrate(pool, folder)).rejects.toThrow(/0002_bad\.sql failed: .*nonsense/);
  expect(await appliedNames()).toEqual(["0001_first.sql"]);
  expect((await pool.query("SELECT to_regclass('two') AS two")).rows).toEqual([{ two: null }]);
  expect(await isMigrated(pool, folder)).toBe(false);

  await write("0002_bad.sql", "CREATE TABLE two (x integer);");
  await migrate(pool, folder);
  expect(await isMigrated(pool, folder)).toBe(true);
});

test("servers that start together migrate once", async () => {
  await write("0001_first.sql", "CREATE TABLE one (x integer); SELECT pg_sleep(0.1);");
  await Promise.all(Array.from({ length: 5 }, () => migrate(pool, folder)));
  expect(await appliedNames()).toEqual(["0001_first.sql"]);
});

test("refuses a database from a newer version", async () => {
  await write("0001_first.sql", "CREATE TABLE one (x integer);");
  const newer = path.join(folder, "..", `${path.basename(folder)}-newer`);
  await cp(folder, newer, { recursive: true });
  await writeFile(path.join(newer, "0002_later.sql"), "CREATE TABLE two (x integer);");
  await migrate(pool, newer);
  await rm(newer, { recursive: true });

  const refusal = await migrate(pool, folder).catch((error) => error);
  expect(refusal).toBeInstanceOf(StartError);
  expect(refusal.message).toMatch(/newer version of Roost.*0002_later\.sql.*Start that version/);
});

test("the project's own migrations make a complete schema", async () => {
  await migrate(pool);
  expect(await isMigrated(pool)).toBe(true);
  const { rows } = await pool.query("SELECT name FROM rooms");
  expect(rows).toEqual([{ name: "general" }]);
});
