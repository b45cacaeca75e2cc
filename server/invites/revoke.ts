import { sql } from "kysely";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import type { Manager } from "../people/change-person.ts";
import { requireManager } from "../people/require-manager.ts";
import { Refusal } from "../refusal.ts";

/**
 * Has an invitation let nobody in any more. Who came by it stays. Once more changes nothing. Throws `invite.not_found`
 * and `auth.forbidden`.
 */
export async function revokeInvite(
  { database }: Pick<Context, "database">,
  manager: Manager,
  inviteId: string,
  now: Date,
): Promise<void> {
  await database.db.transaction().execute(async (tx) => {
    await requireManager(tx, manager, "revokeInvite");
    const { rows } = await sql<{ uses: number; revokedAt: Date | null }>`
      SELECT uses, revoked_at AS "revokedAt" FROM invites
      WHERE id = ${inviteId} FOR UPDATE`.execute(tx);
    const [found] = rows;
    if (!found) throw new Refusal("invite.not_found");
    if (found.revokedAt) return;
    await sql`UPDATE invites SET revoked_at = ${now} WHERE id = ${inviteId}`.execute(tx);
    await record(tx, manager, "invite.revoked", null, { inviteId, uses: found.uses });
  });
}
