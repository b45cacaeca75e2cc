import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { exitCodes } from "./exit-codes.ts";
import { printed, printedObjects } from "./testing.ts";

const all = readdirSync(fileURLToPath(new URL("../store/migrations", import.meta.url))).sort();

let database: TestDatabase;
let client: pg.Client;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  environment = { DATABASE_URL: database.url };
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const { pending, done } = exitCodes;

test("CLI-4: migrate --check says what is pending and writes nothing; migrate does it, once", async () => {
  const check = () => printedObjects("migrate", ["--check"], environment, pending.code);
  expect(await check()).toEqual([{ applied: [], pending: all }]);
  const { rows } = await client.query("SELECT to_regclass('schema_migrations') AS found");
  expect(rows).toEqual([{ found: null }]);
  expect(await check()).toEqual([{ applied: [], pending: all }]);

  const did = await printed("migrate", [], environment, done.code);
  expect(did.flat().slice(1)).toEqual(all);
  expect(await printedObjects("migrate", ["--check"], environment, done.code)).toEqual([
    { applied: [], pending: [] },
  ]);
  const again = await printed("migrate", [], environment, done.code);
  expect(again.flat().join()).toContain("Nothing was done.");
});

test("a database of a newer version is left alone", async () => {
  await client.query(
    "INSERT INTO schema_migrations (number, name) VALUES (9999, '9999_later.sql')",
  );
  for (const args of [[], ["--check"]]) {
    const refused = printed("migrate", args, environment);
    await expect(refused).rejects.toThrow("used by a newer version of Roost");
  }
});
