import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import type { MailLanguage } from "./languages.ts";
import type { Mail } from "./mail.ts";

/**
 * Has a mail sent. In a transaction, it is sent if that is committed, whatever becomes of this process.
 *
 * @param language In which its person reads; who asks for something is answered in the language that they asked in.
 */
export async function queueMail(
  db: Db,
  mail: Mail,
  language: MailLanguage,
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO mails (mail, language, created_at, due_at)
    VALUES (${JSON.stringify(mail)}::jsonb, ${language}, ${now}, ${now})`.execute(db);
}
