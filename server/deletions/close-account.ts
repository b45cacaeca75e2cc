import { sql } from "kysely";
import { keepNames } from "../accounts/gone-usernames.ts";
import { dropLinks } from "../accounts/links.ts";
import { revokeApiTokens } from "../api-tokens/revoke.ts";
import { type AuditedActor, record } from "../audit/record.ts";
import type { BusEvent, SessionEnded } from "../bus/bus.ts";
import type { Context } from "../context.ts";
import { dropPieces } from "../data-exports/data-exports.ts";
import type { MailLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { deleteSessions } from "../people/end-sessions.ts";
import type { Db } from "../store/database.ts";
import { foldedPerson } from "../store/folded-name.ts";
import { beginDeletion } from "./begin.ts";

/** What stands in place of somebody who is gone. */
const displayName = "Deleted account";

interface Account {
  username: string;
  displayName: string;
  former: string[] | null;
  email: string;
  role: string;
  language: MailLanguage | null;
  isBot: boolean;
  deletionAt: Date | null;
  deletedAt: Date | null;
  by: AuditedActor;
}

/**
 * Takes away all by which somebody is known and comes in, once their time is over. Their row stays, as a placeholder, for what
 * they wrote. Done twice, it comes to the same.
 *
 * @returns whether the account is gone; false where somebody has kept it.
 */
export async function closeAccount(
  ctx: Pick<Context, "database" | "bus" | "sendsMail" | "deletedMessages">,
  userId: string,
  now: Date,
): Promise<boolean> {
  const events: BusEvent[] = [];
  const isGone = await ctx.database.db.transaction().execute(async (tx) => {
    const account = await lock(tx, userId);
    if (account?.deletedAt) return true;
    if (!account?.deletionAt || account.deletionAt > now) return false;
    if (account.role === "owner") throw new Error("The owner of the server cannot be deleted.");
    const { username, former, email, by } = account;
    if (ctx.sendsMail && !account.isBot) {
      const mail = { kind: "account-deleted", userId, email, username } as const;
      await queueMail(tx, mail, account.language ?? "en", now);
    }
    await keepNames(tx, [username, ...(former ?? [])]);
    await becomePlaceholder(tx, userId, account.isBot ? account.displayName : displayName, now);
    events.push(...(await deleteSessions(tx, userId)), ...(await revokeApiTokens(tx, userId)));
    await dropWhatIsTheirs(tx, userId, now);
    events.push(...(await endBots(tx, userId, by, now)));
    const messages = account.isBot ? "anonymise" : ctx.deletedMessages;
    await record(tx, by, "account.deleted", userId, { messages });
    events.push({ kind: "account", userId });
    return true;
  });
  ctx.bus.publish(events);
  return isGone;
}

async function lock(tx: Db, userId: string): Promise<Account | null> {
  const { rows } = await sql<Account>`
    SELECT username, display_name AS "displayName", former_usernames AS former, email, role, language, is_bot AS "isBot",
      deletion_at AS "deletionAt",
      deleted_at AS "deletedAt", deletion_by AS by
    FROM users WHERE id = ${userId} FOR UPDATE`.execute(tx);
  return rows[0] ?? null;
}

/** @param displayName That of a bot stays, with what it wrote: it is of nobody's person. */
async function becomePlaceholder(
  tx: Db,
  userId: string,
  displayName: string,
  now: Date,
): Promise<void> {
  const username = `deleted-${userId.replaceAll("-", "").slice(0, 24)}`;
  const folded = foldedPerson(displayName, username);
  await sql`
    UPDATE users SET username = ${username}, display_name = ${displayName},
      email = ${`${username}@deleted.invalid`}, email_verified = false, image = NULL, picture = NULL, role = 'guest',
      custom_role_id = NULL, silenced_at = NULL, silenced_until = NULL, silence_reason = NULL,
      former_usernames = NULL, about = NULL, pronouns = NULL, time_zone = NULL, language = NULL,
      suspended_at = NULL, suspended_until = NULL, suspension_reason = NULL, approval = NULL,
      approval_reason = NULL, invite_id = NULL, registered_by = NULL, username_changed_at = NULL,
      used_at = '-infinity', name_folded = ${folded.name_folded},
      name_order = ${folded.name_order}, folded_from = ${folded.folded_from}, deleted_at = ${now},
      updated_at = now()
    WHERE id = ${userId}`.execute(tx);
}

/** Nobody answers for their bots any more: each is deleted at once, by a job of its own. */
async function endBots(
  tx: Db,
  ownerId: string,
  by: AuditedActor,
  now: Date,
): Promise<SessionEnded[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM users WHERE bot_owner_id = ${ownerId} AND is_bot AND deleted_at IS NULL
    ORDER BY id`.execute(tx);
  const ended: SessionEnded[] = [];
  for (const { id } of rows) {
    ended.push(...(await beginDeletion(tx, { by, userId: id, at: now, now, sendsMail: false })));
  }
  return ended;
}

/** Tables of which rows are one person's alone. */
const ownTables = [
  "credentials",
  "passkeys",
  "second_factors",
  "recovery_codes",
  "sign_in_challenges",
  "presences",
  "pictures",
  "sign_ins",
  "known_browsers",
  "own_rows",
] as const;

async function dropWhatIsTheirs(tx: Db, userId: string, now: Date): Promise<void> {
  for (const table of ownTables) {
    await sql`DELETE FROM ${sql.table(table)} WHERE user_id = ${userId}`.execute(tx);
  }
  for (const purpose of ["reset-password", "confirm-email", "unlock"] as const) {
    await dropLinks(tx, purpose, userId);
  }
  await dropPieces(tx, userId);
  // What they had deleted themselves is brought back by nobody any more.
  await sql`
    DELETE FROM deleted_messages d USING messages m
    WHERE m.room_id = d.room_id AND m.number = d.number AND m.author_id = ${userId}`.execute(tx);
  await sql`
    UPDATE jobs SET state = 'cancelled', lease = NULL, ended_at = ${now}
    WHERE user_id = ${userId} AND kind = 'data-export' AND state IN ('waiting', 'running')`.execute(
    tx,
  );
}
