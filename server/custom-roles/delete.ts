import { serverRoles } from "@roost/protocol/permissions.ts";
import { sql } from "kysely";
import { record } from "../audit/record.ts";
import type { Manager, PeopleContext } from "../people/change-person.ts";
import type { Db } from "../store/database.ts";
import { changeRoles } from "./change-roles.ts";
import { findCustomRole } from "./find.ts";
import { requireGivable, requirePermissions } from "./require-givable.ts";

/**
 * Deletes a custom role. Those who have it keep its base, which may permit them more: whoever deletes it has to be one
 * who could give both. Throws `role.not_found`, `auth.forbidden` and `people.role_too_high`.
 */
export async function deleteCustomRole(
  ctx: PeopleContext,
  manager: Manager,
  roleId: string,
): Promise<void> {
  await changeRoles(ctx, manager, "deleteCustomRole", async ({ tx, me }) => {
    const { id, base, ...contents } = await findCustomRole(tx, roleId);
    requireGivable(me, base, contents);
    requirePermissions(me, serverRoles[base]);
    // Whoever gives it locks its person before the role, and so does this. Behind the deletion nobody can give it: it is
    // taken from those who got it meanwhile, too.
    const before = await takeFromAll(tx, id);
    await sql`DELETE FROM custom_roles WHERE id = ${id}`.execute(tx);
    const holders = before + (await takeFromAll(tx, id));
    const details = { roleId: id, base, ...contents, holders };
    await record(tx, manager, "custom-role.deleted", null, details);
  });
}

async function takeFromAll(tx: Db, roleId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE users SET custom_role_id = NULL, updated_at = now()
    WHERE custom_role_id = ${roleId}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
