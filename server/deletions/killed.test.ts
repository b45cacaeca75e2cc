import { sql } from "kysely";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Database, openDatabase } from "../store/database.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";

let testDatabase: TestDatabase;
let database: Database;
let node: ServerProcess;
const start = () =>
  startServerProcess({
    ...{ DATABASE_URL: testDatabase.url, DELETED_MESSAGES: "remove", RATE_LIMIT_PERCENT: "0" },
  });

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url, 4);
  node = await start();
});
afterEach(async () => {
  node.kill("SIGKILL");
  await node.ended;
  await database.close();
  await testDatabase.drop();
});

const roomCount = 40;

async function send(path: string, body?: object, token?: string, method = "POST") {
  const answer = await fetch(`${node.url}/api/${path}`, {
    method,
    headers: {
      ...(body && { "content-type": "application/json" }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.ok, `${path}: ${answer.status}`).toBe(true);
  const text = await answer.text();
  return text === "" ? {} : JSON.parse(text);
}

async function signUp(username: string): Promise<{ id: string; token: string }> {
  const account = { username, name: username, email: `${username}@example.org` };
  const { token: secret, user } = await send("auth/sign-up/email", {
    ...account,
    password: "a nest of twigs",
  });
  return { id: user.id, token: (await send("auth/token", undefined, secret, "GET")).token };
}

/** Rooms of Ben, where Ann is, too, and both have written. */
async function furnish(ann: { id: string; token: string }, ben: { id: string; token: string }) {
  for (let count = 0; count < roomCount; count++) {
    const room = { name: `Room ${count}`, kind: "private" };
    const { id } = await send("rooms", room, ben.token);
    await send(`rooms/${id}/members`, { userIds: [ann.id] }, ben.token);
    for (const [who, body] of [
      [ben, "mine"],
      [ann, "theirs"],
    ] as const) {
      const message = { clientMessageId: crypto.randomUUID(), body };
      await send(`rooms/${id}/messages`, message, who.token);
    }
  }
}

async function job(): Promise<{ state: string; done: number }> {
  const { rows } = await sql<{ state: string; done: number }>`
    SELECT state, done FROM jobs WHERE kind = 'account-deletion'`.execute(database.db);
  return rows[0] ?? { state: "none", done: 0 };
}

/** Kills the server when so many steps are done, and starts another when its lease is over. */
async function killAt(steps: number): Promise<void> {
  await vi.waitUntil(async () => (await job()).done >= steps, { timeout: 60_000, interval: 2 });
  node.kill("SIGKILL");
  await node.ended;
  expect((await job()).state).not.toBe("done");
  await sql`UPDATE jobs SET due_at = now()`.execute(database.db);
  node = await start();
}

test("DEL-5: an account is gone from each room once, with its messages, however often the server was killed", {
  timeout: 120_000,
}, async () => {
  const [ann, ben] = [await signUp("ann"), await signUp("ben")];
  await furnish(ann, ben);
  await send(`admin/people/${ben.id}/deletion`, { atOnce: true }, ann.token, "PUT");
  for (const steps of [1, 15, 50]) await killAt(steps);
  await vi.waitUntil(async () => (await job()).state === "done", { timeout: 60_000 });
  const { rows } = await sql<{ left: number; own: string; mine: number; theirs: number }>`
    SELECT
      (SELECT count(*)::int FROM messages m WHERE m.room_id = r.id
        AND m.system ->> 'event' = 'left') AS left,
      (SELECT string_agg(user_id::text, ',') FROM members m WHERE m.room_id = r.id
        AND m.left_at IS NULL AND m.role = 'owner') AS own,
      (SELECT count(*)::int FROM messages m WHERE m.room_id = r.id
        AND m.author_id = ${ben.id} AND m.deleted_at IS NULL) AS mine,
      (SELECT count(*)::int FROM messages m WHERE m.room_id = r.id
        AND m.author_id = ${ann.id} AND m.body = 'theirs' AND m.deleted_at IS NULL) AS theirs
    FROM rooms r WHERE r.name LIKE 'Room %'`.execute(database.db);
  expect(rows).toHaveLength(roomCount);
  for (const room of rows) expect(room).toEqual({ left: 1, own: ann.id, mine: 0, theirs: 1 });
});
