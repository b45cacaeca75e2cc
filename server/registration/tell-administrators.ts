import { sql } from "kysely";
import { hasPermission } from "../accounts/standing.ts";
import { isKeptOut } from "../accounts/suspension.ts";
import type { MailLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import type { Db } from "../store/database.ts";

/** However many sign up, those who let them in get no more than one mail in this time. */
const pauseMs = 15 * 60_000;

/** Any number will do, as long as no other part of the server uses it. */
const tellingLock = 7_668_006;

/**
 * Has those who let people in told by a mail that somebody waits for it. Whoever has to confirm their address counts
 * when they have. It may run on several nodes at once.
 */
export async function tellAdministrators(db: Db, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ isMine: boolean }>`
      SELECT pg_try_advisory_xact_lock(${tellingLock}) AS "isMine"`.execute(tx);
    if (!rows[0]?.isMine || (await wasToldLately(tx, now))) return;
    const told = await sql`
      UPDATE users SET approval_told_at = ${now}
      WHERE approval = 'awaited' AND approval_told_at IS NULL
        AND (NOT confirmation_required OR email_verified)
      RETURNING id`.execute(tx);
    if (told.rows.length === 0) return;
    for (const { id, language } of await findAdministrators(tx)) {
      const mail = { kind: "registration-awaited", userId: id } as const;
      await queueMail(tx, mail, language ?? "en", now);
    }
  });
}

async function wasToldLately(tx: Db, now: Date): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM users
    WHERE approval IS NOT NULL AND approval_told_at > ${new Date(+now - pauseMs)} LIMIT 1`.execute(
    tx,
  );
  return rows.length > 0;
}

async function findAdministrators(
  tx: Db,
): Promise<{ id: string; language: MailLanguage | null }[]> {
  const { rows } = await sql<{ id: string; language: MailLanguage | null }>`
    SELECT id, language FROM users u
    WHERE ${hasPermission("u", "admitPeople")} AND NOT ${isKeptOut("u")}`.execute(tx);
  return rows;
}
