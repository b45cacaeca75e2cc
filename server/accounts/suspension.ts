import type { Account } from "@roost/protocol/people.ts";
import { type RawBuilder, sql } from "kysely";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";

/** Whether somebody is kept out now. @param people The name that the query gives the table `users`. */
export function isSuspended(people: string): RawBuilder<boolean> {
  const [since, until] = [sql.ref(`${people}.suspended_at`), sql.ref(`${people}.suspended_until`)];
  return sql`(${since} IS NOT NULL AND ${until} > now() IS NOT FALSE)`;
}

/** Whether somebody is suspended, or about to be deleted, or gone. @param people As above. */
export function isKeptOut(people: string): RawBuilder<boolean> {
  const [at, gone] = [sql.ref(`${people}.deletion_at`), sql.ref(`${people}.deleted_at`)];
  return sql`(${isSuspended(people)} OR ${at} IS NOT NULL OR ${gone} IS NOT NULL)`;
}

/** As it is stored; without `suspendedAt` there is none now. */
export interface SuspensionRow {
  suspendedAt: Date | null;
  until: Date | null;
  reason: string | null;
}

/** As those are told who look after people. */
export function toSuspension({ suspendedAt, until, reason }: SuspensionRow): Account["suspension"] {
  if (suspendedAt === null) return null;
  return { since: suspendedAt.toISOString(), until: until?.toISOString() ?? null, reason };
}

/** Throws `auth.suspended`, with what its person is to know, where an account is kept out now. */
export async function refuseSuspended(db: Db, userId: string): Promise<void> {
  const { rows } = await sql<{ until: Date | null; reason: string | null }>`
    SELECT suspended_until AS "until", suspension_reason AS "reason" FROM users u
    WHERE id = ${userId} AND ${isSuspended("u")}`.execute(db);
  const [found] = rows;
  if (!found) return;
  const until = found.until ? ` until ${found.until.toISOString()}` : "";
  const reason = found.reason === null ? "" : ` The reason given: ${found.reason}`;
  throw new Refusal("auth.suspended", `This account is suspended${until}.${reason}`);
}

/** As `refuseSuspended`, also where an account is to be deleted. */
export async function refuseKeptOut(db: Db, userId: string): Promise<void> {
  await refuseSuspended(db, userId);
  const { rows } = await sql`
    SELECT FROM users u WHERE id = ${userId} AND ${isKeptOut("u")}`.execute(db);
  if (rows.length > 0) throw new Refusal("auth.suspended", "This account is to be deleted.");
}
