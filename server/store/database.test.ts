import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { openDatabase } from "./database.ts";
import { refusalFor } from "./failure.ts";

let testDatabase: TestDatabase;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
});
afterAll(() => testDatabase.drop());

// Found by the proof, seed 22 on 3 nodes: a way to PostgreSQL lost all bytes in the middle of a
// transaction, and nobody could post into its rooms any more.
test.each(["pool", "pipeline"] as const)(
  "a transaction of the %s that says nothing more lets go of what it holds",
  async (kind) => {
    const database = openDatabase(testDatabase.url, 3, {
      silenceMs: 20_000,
      abandonedAfterMs: 300,
    });
    try {
      const lost = await database[kind].connect();
      await lost.query("BEGIN");
      await lost.query("LOCK TABLE rooms");
      await database.pool.query("SELECT FROM rooms");
      const error = await lost.query("COMMIT").catch((reason: unknown) => reason);
      expect(refusalFor(error).code).toBe("server.busy");
      lost.release(true);
    } finally {
      await database.close();
    }
  },
);

test("only the patient connection waits for a statement that is silent for long, as a migration may be", async () => {
  const patience = { silenceMs: 300, abandonedAfterMs: 10_000 };
  const database = openDatabase(testDatabase.url, 3, patience);
  const migrated = database.patient.query("SELECT pg_sleep(1)");
  const asked = database.pool.query("SELECT pg_sleep(1)").catch((reason: unknown) => reason);
  try {
    expect(refusalFor(await asked).code).toBe("server.busy");
    expect((await migrated).rowCount).toBe(1);
  } finally {
    await database.close();
  }
});
