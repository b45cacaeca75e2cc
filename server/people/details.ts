import type { Account, AccountDetails } from "@roost/protocol/people.ts";
import { sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { findAccount, showsEmailTo } from "./list.ts";

type Beside = Omit<AccountDetails, keyof Account | "deletionAt"> &
  Pick<AccountDetails, "formerUsernames"> & { deletionAt: Date | null };

/** An account with what lists leave out. Throws `user.not_found`. */
export async function getAccount(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  userId: string,
): Promise<AccountDetails> {
  requireRight(actor, "person");
  const [account, { rows }] = await Promise.all([
    findAccount(db, userId, showsEmailTo(actor)),
    sql<Beside>`
      SELECT coalesce(u.former_usernames, '{}') AS "formerUsernames",
        NOT u.confirmation_required OR u.email_verified AS "isConfirmed",
        u.deletion_at AS "deletionAt", u.registered_by AS "registeredBy", u.approval,
        EXISTS (SELECT FROM second_factors f
          WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS "hasApp",
        (SELECT count(*)::int FROM passkeys p WHERE p.user_id = u.id) AS passkeys,
        (SELECT count(*)::int FROM members m JOIN rooms r ON r.id = m.room_id
          WHERE m.user_id = u.id AND m.left_at IS NULL AND r.kind <> 'direct'
            AND r.deleted_at IS NULL) AS rooms
      FROM users u WHERE u.id = ${userId}`.execute(db),
  ]);
  const [beside] = rows;
  if (!account || !beside) throw new Refusal("user.not_found");
  const deletionAt = account.isDeleted ? null : (beside.deletionAt?.toISOString() ?? null);
  return { ...account, ...beside, deletionAt };
}
