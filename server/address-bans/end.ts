import { sql } from "kysely";
import { record } from "../audit/record.ts";
import type { Manager, PeopleContext } from "../people/change-person.ts";
import { requireManager } from "../people/require-manager.ts";
import { Refusal } from "../refusal.ts";

/** Lets people use this server from a network again. Throws `ban.not_found` and `auth.forbidden`. */
export async function endBan(
  { database, bus }: PeopleContext,
  manager: Manager,
  banId: string,
): Promise<void> {
  await database.db.transaction().execute(async (tx) => {
    await requireManager(tx, manager, "endBan");
    const { rows } = await sql<{ network: string; userId: string | null }>`
      DELETE FROM address_bans WHERE id = ${banId}
      RETURNING network::text AS network, user_id AS "userId"`.execute(tx);
    const [ended] = rows;
    if (!ended) throw new Refusal("ban.not_found");
    await record(tx, manager, "address.unbanned", ended.userId, { network: ended.network });
  });
  bus.publish([{ kind: "settings" }]);
}
