import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { pino } from "pino";
import type { TestProject } from "vitest/node";
import { runningServer } from "../store/embedded/lock.ts";
import { stopOrphan } from "../store/embedded/orphan.ts";
import { startEmbedded } from "../store/embedded/start-embedded.ts";
import { foldNames } from "../store/fold-names.ts";
import { migrate } from "../store/migrate.ts";
import { templateName, withDatabase } from "./database-url.ts";

const testFolderPrefix = "roost-test-";
const leftoverAgeMs = 3_600_000;

declare module "vitest" {
  interface ProvidedContext {
    /** The PostgreSQL of this test run. */
    postgresUrl: string;
  }
}

/** Before all tests: one PostgreSQL for the run, with a migrated database to copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), testFolderPrefix));
  const postgres = await startEmbedded({
    dataDir,
    log: pino({ level: "warn" }),
    tuning: { durable: false, maxConnections: 400 },
  });
  await execute(postgres.url, `CREATE DATABASE ${templateName}`);
  const template = new pg.Pool({
    connectionString: withDatabase(postgres.url, templateName),
    max: 1,
  });
  await migrate(template);
  await foldNames(template);
  await template.end();
  project.provide("postgresUrl", postgres.url);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** A run that was killed leaves its folders behind, and what still runs there. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    if (!name.startsWith(testFolderPrefix)) continue;
    const folder = path.join(os.tmpdir(), name);
    const ageMs = Date.now() - ((await stat(folder).catch(() => null))?.mtimeMs ?? Date.now());
    // A younger one may belong to a run beside this one.
    if (ageMs < leftoverAgeMs || (await runningServer(folder)) !== null) continue;
    await stopOrphan(folder, pino({ level: "silent" }));
    await rm(folder, { recursive: true, force: true });
  }
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
