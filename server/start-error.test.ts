import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startOldPostgres } from "./testing/old-postgres.ts";
import { runRoost, startServerProcess } from "./testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "./testing/test-database.ts";

// What keeps a server from starting is said in one paragraph, with the way out.

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "roost-test-"));
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function refusal(environment: NodeJS.ProcessEnv): Promise<string> {
  const ended = await runRoost(["start"], { DATA_DIR: path.join(folder, "data"), ...environment });
  expect(ended.code).toBe(1);
  const paragraph = ended.stderr.trim();
  expect(paragraph).not.toContain("\n");
  expect(paragraph).not.toContain("    at ");
  return paragraph;
}

test("a malformed setting", async () => {
  expect(await refusal({ PORT: "high" })).toMatch(
    /^The setting PORT is "high", but it must be a whole number from 0 to 65535\. Correct it/,
  );
});

test("a port in use", async () => {
  const holder = createServer().listen(0);
  await once(holder, "listening");
  const { port } = holder.address() as AddressInfo;
  const message = await refusal({ PORT: String(port), DATABASE_URL: database.url });
  expect(message).toBe(
    `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=${port + 1} npm start.`,
  );
  holder.close();
});

test("an address that is not this machine's", async () => {
  const environment = { HOST: "192.0.2.1", PORT: "0", DATABASE_URL: database.url };
  expect(await refusal(environment)).toMatch(/^The setting HOST is "192\.0\.2\.1", which is no/);
});

test("a data folder that cannot be written", async () => {
  const file = path.join(folder, "file");
  await writeFile(file, "");
  expect(await refusal({ DATA_DIR: path.join(file, "data") })).toMatch(
    /^The data folder .*file\/data cannot be written .* set DATA_DIR to another folder\.$/,
  );
});

test("a data folder that another server works on", async () => {
  const dataDir = path.join(folder, "data");
  const server = await startServerProcess({ DATA_DIR: dataDir });
  expect(await refusal({ PORT: "0" })).toBe(
    `Another server (process ${server.pid}) is running on the data folder ${dataDir}. Stop it first, or set DATA_DIR to another folder.`,
  );
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  server.kill("SIGTERM");
  await server.ended;
});

test("a database that cannot be reached", async () => {
  const url = "postgres://roost:hunter2@127.0.0.1:1/roost";
  const message = await refusal({ DATABASE_URL: url });
  expect(message).toMatch(/^The database of DATABASE_URL cannot be reached \(.*ECONNREFUSED/);
  expect(message).toContain("or leave DATABASE_URL out");
  expect(message).not.toContain("hunter2");
});

test("a database from a newer version", async () => {
  const pool = new pg.Client({ connectionString: database.url });
  await pool.connect();
  await pool.query("INSERT INTO schema_migrations (number, name) VALUES (9999, '9999_later.sql')");
  await pool.end();
  expect(await refusal({ DATABASE_URL: database.url })).toMatch(
    /^The database was used by a newer version of Roost .*9999_later\.sql.* Start that version/,
  );
});

test("a PostgreSQL that is too old", async () => {
  const old = await startOldPostgres("130014");
  expect(await refusal({ DATABASE_URL: old.url })).toMatch(
    /^The database of DATABASE_URL is PostgreSQL 13, and Roost needs 14 or newer\. Upgrade it/,
  );
  old.close();
});
