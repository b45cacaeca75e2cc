import { sql } from "kysely";
import pg from "pg";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { dropLinks } from "./links.ts";

/** Throws `auth.email_taken`. */
export async function refuseTaken(db: Db, email: string): Promise<void> {
  const { rows } = await sql`SELECT FROM users WHERE email = ${email}`.execute(db);
  if (rows.length > 0) throw taken();
}

const taken = () =>
  new Refusal("auth.email_taken", "This e-mail address already has an account; use another one.");

/**
 * Gives an account another address, in a transaction that `lockAccount` began. Links to set a password that were mailed to
 * the one of before are useless from now on.
 *
 * Throws `auth.email_taken`.
 */
export async function setEmail(
  transaction: Db,
  userId: string,
  email: string,
  isVerified: boolean,
): Promise<void> {
  await dropLinks(transaction, "reset-password", userId);
  try {
    await sql`
      UPDATE users SET email = ${email}, email_verified = ${isVerified}, updated_at = now()
      WHERE id = ${userId}`.execute(transaction);
  } catch (error) {
    const isTaken = error instanceof pg.DatabaseError && error.code === "23505";
    throw isTaken ? taken() : error;
  }
}
