import { cp, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StartError } from "../../start-error.ts";
import { clusterFolder, socketFolder } from "./address.ts";
import { type Embedded, startEmbedded } from "./start-embedded.ts";

/** Closed to other accounts, as the home folder of root is. */
let folder: string;
let dataDir: string;
let running: Embedded[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "roost-embedded-"));
  dataDir = path.join(folder, "data");
  running = [];
});

afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  await rm(folder, { recursive: true });
});

async function start(): Promise<Embedded> {
  const postgres = await startEmbedded({ dataDir, log: pino({ level: "silent" }) });
  running.push(postgres);
  return postgres;
}

async function stop(postgres: Embedded): Promise<void> {
  running.splice(running.indexOf(postgres), 1);
  await postgres.stop();
}

async function query(postgres: Embedded, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query({ text: statement, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
}

async function refusal(): Promise<string> {
  const error = await start().catch((reason) => reason);
  expect(error).toBeInstanceOf(StartError);
  return error.message;
}

test("knows all of Unicode, is durable, private, and keeps its rows", async () => {
  const first = await start();
  expect(await query(first, "SELECT lower('ÄÖ ПРИВЕТ')")).toEqual(["äö привет"]);
  expect(await query(first, "SELECT to_tsvector('simple', 'ÄÖ')::text")).toEqual(["'äö':1"]);
  for (const setting of ["fsync", "full_page_writes", "synchronous_commit"]) {
    expect(await query(first, `SHOW ${setting}`)).toEqual(["on"]);
  }
  expect(await query(first, "SHOW listen_addresses")).toEqual([""]);
  expect((await stat(socketFolder(dataDir))).mode & 0o777).toBe(0o700);

  await query(first, "CREATE TABLE kept AS SELECT 1 AS x");
  await stop(first);
  // Restored by the user that runs this, who may be root.
  const copy = path.join(folder, "copy");
  await cp(dataDir, copy, { recursive: true });
  dataDir = copy;
  expect(await query(await start(), "SELECT x FROM kept")).toEqual([1]);
});

test("comes back under the same address when it dies", async () => {
  const postgres = await start();
  await query(postgres, "CREATE TABLE kept AS SELECT 1 AS x");
  const pool = new pg.Pool({ connectionString: postgres.url });
  pool.on("error", () => {});
  await pool.query("SELECT x FROM kept");
  const killed = postgres.pid;
  process.kill(killed, "SIGKILL");
  await vi.waitFor(() => expect(postgres.pid).not.toBe(killed), 10_000);
  expect((await pool.query("SELECT x FROM kept")).rows).toEqual([{ x: 1 }]);
  await pool.end();
});

test("starts below a path that is too long for a socket, and after an interrupted start", async () => {
  dataDir = path.join(folder, "long-".repeat(20), "data");
  await mkdir(`${clusterFolder(dataDir)}.new`, { recursive: true });
  await writeFile(path.join(`${clusterFolder(dataDir)}.new`, "PG_VERSION"), "18\n");

  const postgres = await start();
  expect(await query(postgres, "SELECT 1")).toEqual([1]);
  expect(socketFolder(dataDir)).not.toContain(dataDir);
  expect((await stat(socketFolder(dataDir))).mode & 0o777).toBe(0o700);
  await stop(postgres);
  await rm(socketFolder(dataDir), { recursive: true });
});

test("refuses the cluster of another PostgreSQL", async () => {
  await mkdir(clusterFolder(dataDir), { recursive: true });
  await writeFile(path.join(clusterFolder(dataDir), "PG_VERSION"), "17\n");
  expect(await refusal()).toMatch(/was made by PostgreSQL 17.*pg_dump/);
});

test("refuses a folder of something else", async () => {
  await mkdir(clusterFolder(dataDir), { recursive: true });
  expect(await refusal()).toMatch(/is not a folder of PostgreSQL's\. Move it away/);
});
