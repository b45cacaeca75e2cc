import { sql } from "kysely";
import { hashOf } from "../accounts/links.ts";
import type { Db } from "../store/database.ts";
import { fromInvites, inviteState } from "./state.ts";

/** An invitation that lets somebody in. */
interface OpenInvite {
  id: string;
  /** The display name of its maker; null for who runs commands on the server. */
  invitedBy: string | null;
}

/** The open invitation of a secret; null where there is none. */
export async function findOpenInvite(
  db: Db,
  secret: string,
  now: Date,
): Promise<OpenInvite | null> {
  const { rows } = await sql<OpenInvite>`
    SELECT i.id, maker.display_name AS "invitedBy" FROM ${fromInvites}
    WHERE i.secret_hash = ${hashOf(secret)} AND ${inviteState(now)} = 'open'`.execute(db);
  return rows[0] ?? null;
}

/**
 * Uses an invitation once, in the transaction that makes an account: of two that come for the last use, one gets it.
 * Null where it lets nobody in.
 */
export async function takeInvite(tx: Db, secret: string, now: Date): Promise<OpenInvite | null> {
  // Under its lock it is looked at again: whoever waited for it sees what the one before has left.
  await sql`SELECT FROM invites WHERE secret_hash = ${hashOf(secret)} FOR UPDATE`.execute(tx);
  const found = await findOpenInvite(tx, secret, now);
  if (found) await sql`UPDATE invites SET uses = uses + 1 WHERE id = ${found.id}`.execute(tx);
  return found;
}
