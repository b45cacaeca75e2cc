import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { templateName, withDatabase } from "./database-url.ts";

/** A migrated database of one test file's own. */
export interface TestDatabase {
  url: string;
  /** Removes it; open connections are cut. */
  drop(): Promise<void>;
}

/**
 * Makes a database for the tests of a file: call it in `beforeAll`, and `drop()` in `afterAll`.
 *
 * @param empty Without any tables.
 */
export async function createTestDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const postgresUrl = inject("postgresUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await execute(
    postgresUrl,
    `CREATE DATABASE ${name} TEMPLATE ${empty ? "template1" : templateName} STRATEGY FILE_COPY`,
  );
  return {
    url: withDatabase(postgresUrl, name),
    drop: () => drop(postgresUrl, name),
  };
}

/** PostgreSQL waits some seconds for connections that are closing; what is open then is cut. */
async function drop(postgresUrl: string, name: string): Promise<void> {
  try {
    await execute(postgresUrl, `DROP DATABASE ${name}`);
  } catch {
    await execute(postgresUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
