import { randomUUID } from "node:crypto";
import type { JobKind } from "@roost/protocol/jobs.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";

export interface NewJob {
  kind: JobKind;
  /** Whom it is for; null where that is the server. */
  userId: string | null;
  createdAt: Date;
  /** Where its first step begins, which says what is to be done. Default: null. */
  place?: object;
  /** When it begins. Default: at once. */
  dueAt?: Date;
}

/** Has a job done. In a transaction, it is done if that is committed, whatever becomes of this process. Returns its id. */
export async function enqueue(
  db: Db,
  { kind, userId, createdAt, dueAt = createdAt, place }: NewJob,
): Promise<string> {
  const id = randomUUID();
  await sql`
    INSERT INTO jobs (id, kind, user_id, place, created_at, due_at)
    VALUES (${id}, ${kind}, ${userId}, ${place === undefined ? null : JSON.stringify(place)}::jsonb,
      ${createdAt}, ${dueAt})`.execute(db);
  return id;
}
