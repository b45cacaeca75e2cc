import { sql } from "kysely";
import { type AuditedActor, record } from "../audit/record.ts";
import type { MailLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";

interface Marked {
  language: MailLanguage | null;
  isBot: boolean;
  deletionAt: Date | null;
  deletedAt: Date | null;
  /** Who has said so; null for who runs commands on the server. */
  byId: string | null;
}

export interface CancelParts {
  db: Db;
  sendsMail: boolean;
  now(): Date;
}

/**
 * Who signs in wants to stay: cancels what they had begun themselves. To be asked behind the session, which the deletion of an
 * account ends where there is one by then.
 *
 * Throws `auth.suspended` where somebody else deletes the account, and `auth.invalid_credentials` where it is gone.
 */
export async function stay({ db, sendsMail, now }: CancelParts, userId: string): Promise<void> {
  const marked = await readMark(db, userId);
  if (!marked?.deletionAt && !marked?.deletedAt) return;
  await db.transaction().execute(async (tx) => {
    const locked = await readMark(tx, userId, true);
    if (!locked || locked.deletedAt) throw new Refusal("auth.invalid_credentials");
    if (!locked.deletionAt) return;
    if (locked.byId !== userId) {
      const at = locked.deletionAt.toISOString();
      const detail = `This account is deleted at ${at}. Whoever runs the server can keep it.`;
      throw new Refusal("auth.suspended", detail);
    }
    const by = { id: userId, means: "session" } as const;
    await cancelDeletion(tx, { by, userId, now: now(), sendsMail });
  });
}

/**
 * Keeps an account that was to be deleted, in a transaction that holds its lock. Where it was not, nothing changes.
 *
 * Throws `user.not_found` where it is gone.
 */
export async function cancelDeletion(
  tx: Db,
  wish: { by: AuditedActor; userId: string; now: Date; sendsMail: boolean },
): Promise<void> {
  const { by, userId, now, sendsMail } = wish;
  const marked = await readMark(tx, userId);
  if (!marked || marked.deletedAt) throw new Refusal("user.not_found");
  if (!marked.deletionAt) return;
  await sql`
    UPDATE users SET deletion_at = NULL, deletion_by = NULL, updated_at = now()
    WHERE id = ${userId}`.execute(tx);
  await sql`
    UPDATE jobs SET state = 'cancelled', lease = NULL, ended_at = ${now}
    WHERE user_id = ${userId} AND kind = 'account-deletion'
      AND state IN ('waiting', 'running', 'failed')`.execute(tx);
  if (sendsMail && !marked.isBot) {
    const mail = { kind: "deletion-cancelled", userId } as const;
    await queueMail(tx, mail, marked.language ?? "en", now);
  }
  await record(tx, by, "deletion.cancelled", userId, {});
}

async function readMark(db: Db, userId: string, locks = false): Promise<Marked | null> {
  const { rows } = await sql<Marked>`
    SELECT language, is_bot AS "isBot", deletion_at AS "deletionAt", deleted_at AS "deletedAt",
      deletion_by ->> 'id' AS "byId"
    FROM users WHERE id = ${userId} ${locks ? sql`FOR UPDATE` : sql``}`.execute(db);
  return rows[0] ?? null;
}
