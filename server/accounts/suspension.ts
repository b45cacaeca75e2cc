import { sql } from "kysely";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";

/** Throws `auth.suspended`, with what its person is to know, where an account is kept out now. */
export async function refuseSuspended(db: Db, userId: string): Promise<void> {
  const { rows } = await sql<{ until: Date | null; reason: string | null }>`
    SELECT suspended_until AS "until", suspension_reason AS "reason" FROM users
    WHERE id = ${userId} AND suspended_at IS NOT NULL AND suspended_until > now() IS NOT FALSE`.execute(
    db,
  );
  const [found] = rows;
  if (!found) return;
  const until = found.until ? ` until ${found.until.toISOString()}` : "";
  const reason = found.reason === null ? "" : ` The reason given: ${found.reason}`;
  throw new Refusal("auth.suspended", `This account is suspended${until}.${reason}`);
}
