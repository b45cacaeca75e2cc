import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDomain, type TestDomain } from "../testing/domain.ts";
import { deleteExpiredSessions } from "./expired-sessions.ts";

let domain: TestDomain;

beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

test("sessions whose time is over go, once, also with several workers; open ones stay", async () => {
  const { db } = domain.ctx.database;
  const userId = await domain.addUser();
  await sql`
    INSERT INTO sessions (user_id, token, expires_at)
    SELECT ${userId}::uuid, 'over ' || n, now() - interval '1 second' FROM generate_series(1, 2500) n
    UNION ALL SELECT ${userId}::uuid, 'open', now() + interval '1 minute'`.execute(db);
  await sql`
    INSERT INTO verifications (identifier, value, expires_at)
    VALUES ('ann', 'over', now() - interval '1 second'), ('ann', 'open', now() + interval '1 minute')
  `.execute(db);

  const deleted = await Promise.all([1, 2, 3].map(() => deleteExpiredSessions(db)));
  expect(deleted.reduce((sum, count) => sum + count)).toBe(2_500);
  const sessions = await sql<{ token: string }>`SELECT token FROM sessions`.execute(db);
  expect(sessions.rows).toEqual([{ token: "open" }]);
  const codes = await sql<{ value: string }>`SELECT value FROM verifications`.execute(db);
  expect(codes.rows).toEqual([{ value: "open" }]);
  expect(await deleteExpiredSessions(db)).toBe(0);
});
