import { parseMessageId } from "@roost/protocol/message.ts";
import { sql } from "kysely";
import { beforeEach } from "vitest";
import { runJobs } from "../jobs/run-jobs.ts";
import { works } from "../jobs/works.ts";
import { admin, cat, say, set, setUpMessages } from "../managed-messages/testing.ts";
import { listMessages } from "../messages/reader.ts";
import { beginExpiry } from "../retention/begin.ts";
import { setRetention } from "../retention/set.ts";
import { by } from "./by.ts";
import { ann, ben, roomId, server } from "./room-of-two.ts";

export const dayMs = 86_400_000;
export const inDays = (days: number) => new Date(Date.now() + days * dayMs);

/** Gives the tests of a file the people and rooms of `setUpMessages`, and a server that keeps all for ever. */
export function setUpRetention(): void {
  setUpMessages();
  beforeEach(async () => {
    const { db } = server.ctx.database;
    await set("messagesKeptDays", null);
    await sql`DELETE FROM jobs`.execute(db);
    await sql`UPDATE rooms SET retention_days = 0 WHERE id <> ${roomId}`.execute(db);
    await sql`UPDATE users SET role = 'admin' WHERE id = ${cat}`.execute(db);
  });
}

/** Says something in the private room of Ann and Ben. */
export const tell = (body: string, authorId = ben) => say(body, authorId, roomId);

/** What was said is so many days old from now on. */
export async function age(messageId: string, days: number): Promise<void> {
  const { number } = parseMessageId(messageId);
  await sql`
    UPDATE messages SET created_at = now() - make_interval(days => ${days})
    WHERE room_id = ${roomId} AND number <= ${number} AND created_at > now() - interval '1 day'`.execute(
    server.ctx.database.db,
  );
}

/** Runs what is due. @param steps Behind so many the node is gone, before it could say that the last one is done. */
export async function work(now = new Date(), steps = Number.POSITIVE_INFINITY): Promise<void> {
  await beginExpiry(server.ctx, now);
  const killed = new AbortController();
  let left = steps;
  const step: (typeof works)["retention"]["step"] = async (...of) => {
    const done = await works.retention.step(...of);
    left -= 1;
    if (left > 0) return done;
    killed.abort();
    await sql`UPDATE jobs SET state = 'waiting', lease = NULL`.execute(server.ctx.database.db);
    return done;
  };
  const parts = {
    ...{ ctx: server.ctx, now: () => now },
    works: { ...works, retention: { ...works.retention, step } },
    onFault: (error: unknown) => {
      throw error;
    },
  };
  await runJobs(parts, killed.signal);
}

export const own = (days: number | null) =>
  sql`UPDATE rooms SET retention_days = ${days} WHERE id = ${roomId}`.execute(
    server.ctx.database.db,
  );

export const setDays = (days: number | null, now = new Date()) =>
  setRetention(server.ctx, admin(), roomId, { days }, now);

export const bodies = async () =>
  (await listMessages(server.ctx, by(ann), roomId, {})).messages
    .filter(({ system }) => system === null)
    .map(({ body, deletedAt }) => (deletedAt === null ? body : null));

export const jobs = async () =>
  (
    await sql<{ state: string; done: number; total: number }>`
      SELECT state, done, total FROM jobs WHERE kind = 'retention' ORDER BY created_at`.execute(
      server.ctx.database.db,
    )
  ).rows;
