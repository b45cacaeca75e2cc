import { sql } from "kysely";
import pg from "pg";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { foldedPerson } from "../store/folded-name.ts";
import { type StandingRow, standingOf, withStanding } from "./standing.ts";
import { refuseFormer, refuseReserved, usernameTaken } from "./usernames.ts";

/** Names are kept for ever, so nobody collects them. */
const changeEveryMs = 24 * 3_600_000;

interface Owner extends StandingRow {
  username: string;
  displayName: string;
  changedAt: Date | null;
}

/**
 * Gives somebody another user name, in the transaction that holds the lock of their account. The name of before stays
 * theirs, and may be taken back.
 *
 * Throws `auth.username_reserved`, `auth.username_taken`, and `request.rate_limited` within a day of the last change.
 *
 * @param username A normalized one that `checkUsername` has nothing against.
 */
export async function giveUsername(
  transaction: Db,
  userId: string,
  username: string,
  now: Date,
): Promise<void> {
  const { rows } = await sql<Owner>`
    SELECT username, display_name AS "displayName", ${standingOf("u")},
      username_changed_at AS "changedAt"
    FROM users u WHERE id = ${userId}`.execute(transaction);
  const [owner] = rows;
  if (!owner || owner.username === username) return;
  refuseReserved(username, withStanding(owner).permissions);
  if (owner.changedAt && now.getTime() - owner.changedAt.getTime() < changeEveryMs) {
    const detail = "The user name was changed within the last day; try again tomorrow.";
    throw new Refusal("request.rate_limited", detail);
  }
  const folded = foldedPerson(owner.displayName, username);
  try {
    await sql`
      UPDATE users SET username = ${username}, username_changed_at = ${now}, updated_at = now(),
        former_usernames = array_prepend(username, array_remove(former_usernames, ${username})),
        name_folded = ${folded.name_folded}, name_order = ${folded.name_order},
        folded_from = ${folded.folded_from}
      WHERE id = ${userId}`.execute(transaction);
  } catch (error) {
    const isTaken = error instanceof pg.DatabaseError && error.code === "23505";
    throw isTaken ? usernameTaken(username) : error;
  }
  await refuseFormer(transaction, username, userId);
}
