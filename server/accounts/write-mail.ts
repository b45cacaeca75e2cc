import { sql } from "kysely";
import type { Letter, Mail } from "../mail/mail.ts";
import type { Db } from "../store/database.ts";
import { makeConfirmation } from "./email-links.ts";
import { type Account, findByLogin } from "./find-by-login.ts";
import { addressOf } from "./links.ts";
import { makeMailedReset } from "./reset-links.ts";
import { makeUnlock } from "./unlock.ts";

/** Looks up what a mail needs, and makes its link. Null where there is nobody to send it to. */
export async function writeMail(
  db: Db,
  publicUrl: string,
  mail: Mail,
  now: Date,
): Promise<Letter | null> {
  if (mail.kind === "reset-password" || mail.kind === "unlock") {
    const account = await findByLogin(db, mail.login);
    // A bot has no password, and its address is nobody's.
    if (account?.isBot) return null;
    const make = { "reset-password": makeMailedReset, unlock: makeUnlock }[mail.kind];
    const token = account && (await make(db, account.id, now));
    if (token === null) return null;
    return { ...letterTo(mail, account as Account), link: addressOf(publicUrl, mail.kind, token) };
  }
  if (mail.kind === "account-deleted") {
    return { kind: mail.kind, to: mail.email, username: mail.username };
  }
  const account = await findAccount(db, mail.userId);
  if (!account) return null;
  const letter = letterTo(mail, account);
  if (mail.kind === "email-changed") return { ...letter, to: mail.before };
  if (mail.kind === "new-browser") {
    const { at, address, userAgent } = mail;
    return { ...letter, from: { at, address, userAgent } };
  }
  if (mail.kind === "api-token-revoked") return { ...letter, token: mail.name };
  if (mail.kind === "deletion-begun") return { ...letter, until: mail.at };
  if (mail.kind === "registration-awaited")
    return { ...letter, link: `${publicUrl}/admin/registrations` };
  if (mail.kind === "registration-approved") return { ...letter, link: publicUrl };
  if (mail.kind === "registration-refused") {
    return { ...letter, ...(mail.reason !== null && { reason: mail.reason }) };
  }
  if (mail.kind !== "confirm-email") return letter;
  // It was mistyped, and is another one by now.
  if (account.isAwaited && account.email !== mail.email) return null;
  const token = await makeConfirmation(db, account.id, mail.email, now);
  if (token === null) return null;
  return { ...letter, to: mail.email, link: addressOf(publicUrl, mail.kind, token) };
}

function letterTo({ kind }: Mail, { email, username }: Account): Letter {
  return { kind, to: email, username };
}

/** @property isAwaited Whether the address has to be confirmed still, since the account was made. */
async function findAccount(db: Db, id: string): Promise<(Account & { isAwaited: boolean }) | null> {
  const { rows } = await sql<Account & { isAwaited: boolean }>`
    SELECT id, username, email, confirmation_required AND NOT email_verified AS "isAwaited"
    FROM users WHERE id = ${id} AND deleted_at IS NULL`.execute(db);
  return rows[0] ?? null;
}
