import { closeCodes } from "@roost/protocol/close-codes.ts";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { ann, ben, server, setUpRoomOfTwo } from "../testing/room-of-two.ts";
import { endExpiredSessions } from "./expired-sessions.ts";
import { SessionUses } from "./session-uses.ts";

setUpRoomOfTwo();

const hour = 3_600_000;
const day = 24 * hour;
const lengths = { sessionIdleDays: 10, sessionMaxDays: 30 };
const db = () => server.ctx.database.db;

/** What a worker does at a time. */
function endAt(now: Date): Promise<number> {
  return endExpiredSessions({ db: db(), bus: server.ctx.bus, lengths }, now);
}

/** Makes a session as old as is said, which by itself would be open for a year. */
async function open(userId: string, sessionId: string, createdAt: Date, usedAt: Date) {
  await sql`
    UPDATE sessions SET created_at = ${createdAt}, updated_at = ${usedAt},
      expires_at = ${createdAt}::timestamptz + interval '365 days'
    WHERE id = ${sessionId} AND user_id = ${userId}`.execute(db());
}

/** Somebody who is connected, and since when they are signed in. */
async function connect(userId: string, signedInAt: Date) {
  const sessionId = await server.signIn(userId);
  await open(userId, sessionId, signedInAt, signedInAt);
  const client = await server.connect();
  client.hello(sessionId);
  await client.next("snapshot");
  return { sessionId, client };
}

test("sessions whose time is over go, once, also with several workers; open ones stay", async () => {
  await sql`
    INSERT INTO sessions (user_id, token, expires_at)
    SELECT ${ann}::uuid, 'over ' || n, now() - interval '1 second' FROM generate_series(1, 2500) n
    UNION ALL SELECT ${ann}::uuid, 'open', now() + interval '1 minute'`.execute(db());
  await sql`
    INSERT INTO verifications (identifier, value, expires_at)
    VALUES ('ann', 'over', now() - interval '1 second'), ('ann', 'open', now() + interval '1 minute')
  `.execute(db());

  const ended = await Promise.all([1, 2, 3].map(() => endAt(new Date())));
  expect(ended.reduce((sum, count) => sum + count)).toBe(2_500);
  const sessions = await sql<{ token: string }>`
    SELECT token FROM sessions WHERE token LIKE 'over%' OR token = 'open'`.execute(db());
  expect(sessions.rows).toEqual([{ token: "open" }]);
  const codes = await sql<{ value: string }>`SELECT value FROM verifications`.execute(db());
  expect(codes.rows).toEqual([{ value: "open" }]);
  expect(await endAt(new Date())).toBe(0);
});

test("ACC-10: a session that nobody has used for so long ends, also where it is connected", async () => {
  const began = new Date();
  const after = (ms: number) => new Date(began.getTime() + ms);
  const [idle, used] = [await connect(ben, began), await connect(ann, began)];
  let now = after(0);
  const onFault = (error: unknown) => void server.faults.push(error);
  const uses = new SessionUses({ db: db(), lengths, now: () => now, onFault });
  now = after(9 * day);
  uses.note(used.sessionId, null);
  await uses.close();
  await endAt(after(10 * day - hour));
  await idle.client.settled();
  await endAt(after(10 * day + hour));
  expect((await idle.client.end()).code).toBe(closeCodes.sessionEnded.code);
  await used.client.settled();
  await endAt(after(19 * day + hour));
  expect((await used.client.end()).code).toBe(closeCodes.sessionEnded.code);
});

test("ACC-10: however much it is used, a session ends at its greatest age, also where it is connected", async () => {
  const began = new Date();
  const after = (ms: number) => new Date(began.getTime() + ms);
  const { sessionId, client } = await connect(ben, began);
  let now = after(0);
  const onFault = (error: unknown) => void server.faults.push(error);
  const uses = new SessionUses({ db: db(), lengths, now: () => now, onFault });
  for (let days = 5; days < 30; days += 5) {
    now = after(days * day);
    uses.note(sessionId, null);
    await uses.write();
    await endAt(now);
  }
  await client.settled();
  const { rows } = await sql<{ expires_at: Date }>`
    SELECT expires_at FROM sessions WHERE id = ${sessionId}`.execute(db());
  expect(rows[0]?.expires_at).toEqual(after(30 * day));
  await endAt(after(30 * day - hour));
  await client.settled();
  await endAt(after(30 * day + hour));
  expect((await client.end()).code).toBe(closeCodes.sessionEnded.code);
  await uses.close();
});
