import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";

/** What the page does that a link leads to; its name is in the page's address. */
export type LinkPurpose = "reset-password" | "confirm-email" | "unlock";

/** What a link is good for, and for whom. */
export interface Link {
  userId: string;
  /** What was noted when it was made. */
  detail: string;
}

const secretBytes = 32;

/** What nobody guesses, in characters that an address takes. */
export const newSecret = () => randomBytes(secretBytes).toString("base64url");

/**
 * Makes what a link carries: it works once, until its time is over. Of its secret the database gets a hash, so
 * that who reads that gets in nowhere.
 */
export async function makeLink(
  db: Db,
  purpose: LinkPurpose,
  { userId, detail }: Link,
  { now, lifetimeMs }: { now: Date; lifetimeMs: number },
): Promise<string> {
  const secret = newSecret();
  await sql`
    INSERT INTO verifications (identifier, value, created_at, expires_at)
    VALUES (${identifier(purpose, userId)}, ${`${hashOf(secret)} ${detail}`}, ${now},
      ${new Date(+now + lifetimeMs)})`.execute(db);
  return `${userId}.${secret}`;
}

/** Uses a link up. Null for one that is over, was used, or never was. In a transaction, of several one gets it. */
export async function takeLink(
  db: Db,
  purpose: LinkPurpose,
  token: string,
  now: Date,
): Promise<Link | null> {
  const [, userId, secret] = /^([0-9a-f-]{36})\.([\w-]{43})$/.exec(token) ?? [];
  if (userId === undefined || secret === undefined) return null;
  const { rows } = await sql<{ value: string }>`
    DELETE FROM verifications
    WHERE identifier = ${identifier(purpose, userId)} AND expires_at > ${now}
      AND split_part(value, ' ', 1) = ${hashOf(secret)}
    RETURNING value`.execute(db);
  const value = rows[0]?.value;
  return value === undefined ? null : { userId, detail: value.slice(value.indexOf(" ") + 1) };
}

/** Makes all links of a person for this useless. */
export async function dropLinks(db: Db, purpose: LinkPurpose, userId: string): Promise<void> {
  await sql`
    DELETE FROM verifications WHERE identifier = ${identifier(purpose, userId)}`.execute(db);
}

/**
 * Links of a person that work now.
 *
 * @param detail Only those with this.
 */
export async function countLinks(
  db: Db,
  purpose: LinkPurpose,
  userId: string,
  now: Date,
  detail: string | null = null,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) FROM verifications
    WHERE identifier = ${identifier(purpose, userId)} AND expires_at > ${now}
      AND (${detail}::text IS NULL OR substr(value, strpos(value, ' ') + 1) = ${detail}::text)`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/**
 * The address to open. What the link carries is behind the `#`: it is in no log of a server or a proxy, and
 * programs that look at links of mails beforehand do not use it up.
 */
export function addressOf(publicUrl: string, purpose: LinkPurpose, token: string): string {
  return `${publicUrl}/${purpose}#${token}`;
}

const identifier = (purpose: LinkPurpose, userId: string) => `${purpose}:${userId}`;

/** What the database gets of a secret. */
export const hashOf = (secret: string) => createHash("sha256").update(secret).digest("base64url");
