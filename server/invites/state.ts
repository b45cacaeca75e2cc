import type { Invite } from "@roost/protocol/registration.ts";
import { type RawBuilder, sql } from "kysely";
import { hasPermission } from "../accounts/standing.ts";
import { isKeptOut } from "../accounts/suspension.ts";

/**
 * What an invitation is worth at a moment. To be asked beside `invites i LEFT JOIN users maker ON maker.id =
 * i.created_by`: a link is worth no more than its maker.
 */
export function inviteState(now: Date): RawBuilder<Invite["state"]> {
  return sql`CASE
    WHEN i.revoked_at IS NOT NULL THEN 'revoked'
    WHEN i.until <= ${now} THEN 'expired'
    WHEN i.uses >= i.max_uses THEN 'used up'
    WHEN i.created_by IS NOT NULL AND (maker.id IS NULL OR ${isKeptOut("maker")}
      OR NOT ${hasPermission("maker", "admitPeople")}) THEN 'void'
    ELSE 'open' END`;
}

export const fromInvites = sql`invites i LEFT JOIN users maker ON maker.id = i.created_by`;
