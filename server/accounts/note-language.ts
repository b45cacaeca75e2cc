import { sql } from "kysely";
import { preferredLanguage } from "../mail/languages.ts";
import type { Db } from "../store/database.ts";

/** Keeps the language in which somebody reads, for mails that nobody has asked for. */
export async function noteLanguage(db: Db, userId: string, accepted: string | null): Promise<void> {
  if (accepted === null) return;
  const language = preferredLanguage(accepted);
  await sql`
    UPDATE users SET language = ${language}
    WHERE id = ${userId} AND language IS DISTINCT FROM ${language}`.execute(db);
}
