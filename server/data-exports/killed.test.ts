import { sql } from "kysely";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Database, openDatabase } from "../store/database.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { streamArchive } from "./archive.ts";

let testDatabase: TestDatabase;
let database: Database;
let node: ServerProcess;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url, 4);
  node = await startServerProcess({ DATABASE_URL: testDatabase.url });
});
afterEach(async () => {
  node.kill("SIGKILL");
  await node.ended;
  await database.close();
  await testDatabase.drop();
});

const rooms = 300;

/** Somebody who has written in many rooms, and asks for all of it. */
async function furnish(): Promise<void> {
  const { db } = database;
  const send = (path: string, body: object, token?: string) =>
    fetch(`${node.url}/api/auth/${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
  const ann = {
    username: "ann",
    name: "Ann",
    email: "ann@example.org",
    password: "a nest of twigs",
  };
  const { token, user } = await (await send("sign-up/email", ann)).json();
  await sql`
    WITH made AS (
      INSERT INTO rooms (id, kind, name, version, last_number, member_count)
      SELECT gen_random_uuid(), 'private', 'Room', 2, 2, 1 FROM generate_series(1, ${rooms}) RETURNING id
    ), entered AS (
      INSERT INTO places (user_id, room_id, version, member_version, read_number, set_at)
      SELECT ${user.id}::uuid, id, 1, 1, 0, 0 FROM made
    )
    INSERT INTO messages (room_id, number, version, author_id, client_message_id, body)
    SELECT id, n, n, ${user.id}::uuid, gen_random_uuid(), id || ':' || n
    FROM made, generate_series(1, 2) n`.execute(db);
  expect((await send("data", {}, token)).status).toBe(200);
}

async function job(): Promise<{ id: string; state: string; done: number }> {
  const { rows } = await sql<{ id: string; state: string; done: number }>`
    SELECT id, state, done FROM jobs`.execute(database.db);
  return rows[0] ?? { id: "", state: "none", done: 0 };
}

/** Kills the server when so many steps are done, and starts another when its lease is over. */
async function killAt(steps: number): Promise<void> {
  await vi.waitUntil(async () => (await job()).done >= steps, { timeout: 60_000, interval: 5 });
  node.kill("SIGKILL");
  await node.ended;
  expect((await job()).state).not.toBe("done");
  await sql`UPDATE jobs SET due_at = now()`.execute(database.db);
  node = await startServerProcess({ DATABASE_URL: testDatabase.url });
}

test("DAT-4: the data of a person are whole, and each message is there once, however often the server was killed", {
  timeout: 120_000,
}, async () => {
  await furnish();
  for (const steps of [1, 60, 200, 350]) await killAt(steps);
  await vi.waitUntil(async () => (await job()).state === "done", { timeout: 60_000 });
  const { rows } = await sql<{ piece: string }>`
    SELECT piece FROM data_pieces WHERE file = 'messages' ORDER BY position`.execute(database.db);
  const found = rows.flatMap(({ piece }) => JSON.parse(`[${piece}]`)).map(({ body }) => body);
  const written = await sql<{ body: string }>`
    SELECT body FROM messages WHERE author_id IS NOT NULL ORDER BY room_id, number`.execute(
    database.db,
  );
  expect(found).toEqual(written.rows.map(({ body }) => body));
  expect(found).toHaveLength(2 * rooms);
  const archive = await streamArchive(database.db, {
    jobId: (await job()).id,
    readyAt: new Date(),
  });
  let bytes = 0;
  for await (const chunk of archive) bytes += (chunk as Buffer).length;
  expect(bytes).toBeGreaterThan(1_000);
});
