import { sql } from "kysely";
import type { Logger } from "pino";
import type { Db } from "../store/database.ts";
import type { MailLanguage } from "./languages.ts";
import type { Letter, Mail } from "./mail.ts";
import { renderMail } from "./render.ts";
import { isRefusal, type Smtp } from "./smtp.ts";

/** Mails of one run: a server that stops waits for no more of them. */
const mailsAtOnce = 20;
/** Longer than any attempt takes. Who has not told by then what became of it was killed. */
const leaseMs = 300_000;
const firstPauseMs = 5_000;
const longestPauseMs = 3_600_000;
/** A mail that nobody has taken for so long is given up. */
const oldestMs = 86_400_000;
/** How long one that was given up can be looked at. */
const keptMs = 30 * 86_400_000;

export interface MailParts {
  db: Db;
  smtp: Smtp;
  /** The server's name in mails. */
  server: string;
  /** Looks up what a mail needs; null where there is nobody to send it to. */
  write(mail: Mail): Promise<Letter | null>;
  log: Logger;
  now(): Date;
}

interface Queued {
  id: string;
  mail: Mail;
  language: MailLanguage;
  createdAt: Date;
  attempts: number;
}

/**
 * Sends the mails that are due. It may run on several nodes at once. A mail is taken by one of them, and goes
 * out twice only where that one dies between the last word of the mail server and its own commit.
 */
export async function sendMails(parts: MailParts): Promise<void> {
  for (let sent = 0; sent < mailsAtOnce; sent++) {
    const queued = await take(parts);
    // After a failure the others wait a moment too: most often the mail server is away.
    if (!queued || !(await attempt(parts, queued))) return;
  }
}

/** Forgets those that were given up long ago. */
export async function forgetMails(db: Db, now: Date): Promise<void> {
  await sql`DELETE FROM mails WHERE given_up_at < ${new Date(+now - keptMs)}`.execute(db);
}

/** The one that has waited longest; for others it is not due as long as the lease runs. */
async function take({ db, now }: MailParts): Promise<Queued | null> {
  const at = now();
  const { rows } = await sql<Queued>`
    UPDATE mails SET attempts = attempts + 1, due_at = ${new Date(+at + leaseMs)}
    WHERE id = (
      SELECT id FROM mails WHERE due_at <= ${at} AND given_up_at IS NULL
      ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, mail, language, created_at AS "createdAt", attempts`.execute(db);
  return rows[0] ?? null;
}

/** Whether it is done with. */
async function attempt(parts: MailParts, queued: Queued): Promise<boolean> {
  const { db, smtp, server, write, log } = parts;
  const { id, mail, language } = queued;
  const letter = await write(mail);
  if (letter) {
    try {
      await smtp.send({ ...renderMail(letter, language, server), to: letter.to, id });
    } catch (error) {
      return failed(parts, queued, error);
    }
    log.info({ mail: id, kind: mail.kind }, "a mail was sent");
  }
  await sql`DELETE FROM mails WHERE id = ${id}`.execute(db);
  return true;
}

async function failed(
  { db, log, now }: MailParts,
  { id, mail, createdAt, attempts }: Queued,
  error: unknown,
): Promise<boolean> {
  const at = now();
  const reason = error instanceof Error ? error.message : String(error);
  const about = { mail: id, kind: mail.kind, attempts, reason };
  if (isRefusal(error) || +at - +createdAt > oldestMs) {
    await sql`
      UPDATE mails SET given_up_at = ${at}, failure = ${reason} WHERE id = ${id}`.execute(db);
    log.error(about, "a mail was given up");
    return true;
  }
  const pauseMs = Math.min(firstPauseMs * 2 ** (attempts - 1), longestPauseMs);
  await sql`
    UPDATE mails SET due_at = ${new Date(+at + pauseMs)}, failure = ${reason}
    WHERE id = ${id}`.execute(db);
  log.warn({ ...about, pauseMs }, "a mail could not be sent, and is tried again");
  return false;
}
