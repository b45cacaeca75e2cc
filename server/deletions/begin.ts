import { sql } from "kysely";
import { closeApiTokens } from "../api-tokens/revoke.ts";
import { type AuditedActor, record } from "../audit/record.ts";
import type { SessionEnded } from "../bus/bus.ts";
import { enqueue } from "../jobs/enqueue.ts";
import type { MailLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { deleteSessions } from "../people/end-sessions.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";

export interface DeletionWish {
  by: AuditedActor;
  userId: string;
  /** When it is done, if nobody cancels it. */
  at: Date;
  now: Date;
  sendsMail: boolean;
}

interface Locked {
  role: string;
  language: MailLanguage | null;
  isBot: boolean;
  deletionAt: Date | null;
  deletedAt: Date | null;
}

/**
 * Begins to delete an account, in a transaction that holds its lock: all its sessions end, and a job does the rest at its time.
 * One that is to be deleted already is so at that time.
 *
 * Throws `user.not_found`, and `people.owner` for whoever owns the server: it is never without an owner.
 *
 * @returns what to publish after the commit.
 */
export async function beginDeletion(
  tx: Db,
  { by, userId, at, now, sendsMail }: DeletionWish,
): Promise<SessionEnded[]> {
  const { rows } = await sql<Locked>`
    SELECT role, language, is_bot AS "isBot", deletion_at AS "deletionAt", deleted_at AS "deletedAt"
    FROM users WHERE id = ${userId} FOR UPDATE`.execute(tx);
  const [person] = rows;
  if (!person || person.deletedAt) throw new Refusal("user.not_found");
  if (person.role === "owner") {
    throw new Refusal("people.owner", "Hand the server on to somebody else first.");
  }
  const who = JSON.stringify({ id: by.id, means: by.means });
  await sql`
    UPDATE users SET deletion_at = ${at}, deletion_by = ${who}::jsonb, updated_at = now()
    WHERE id = ${userId}`.execute(tx);
  if (person.deletionAt) await setDue(tx, userId, at);
  else await enqueue(tx, { kind: "account-deletion", userId, createdAt: now, dueAt: at });
  if (sendsMail && !person.isBot) {
    const mail = { kind: "deletion-begun", userId, at: at.toISOString() } as const;
    await queueMail(tx, mail, person.language ?? "en", now);
  }
  await record(tx, by, "deletion.begun", userId, { at: at.toISOString() });
  return [...(await deleteSessions(tx, userId)), ...(await closeApiTokens(tx, userId))];
}

/** Also where it was given up, or has just begun: that waits for the lock of the account. */
async function setDue(tx: Db, userId: string, at: Date): Promise<void> {
  await sql`
    UPDATE jobs SET state = 'waiting', lease = NULL, attempts = 0, ended_at = NULL, due_at = ${at}
    WHERE user_id = ${userId} AND kind = 'account-deletion'
      AND state IN ('waiting', 'running', 'failed')`.execute(tx);
}
