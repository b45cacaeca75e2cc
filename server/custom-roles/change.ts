import { isDeepStrictEqual } from "node:util";
import type { CustomRole, PatchCustomRole } from "@roost/protocol/custom-roles.ts";
import { sql } from "kysely";
import { record } from "../audit/record.ts";
import type { Manager, PeopleContext } from "../people/change-person.ts";
import { changeRoles } from "./change-roles.ts";
import { lockCustomRole } from "./find.ts";
import { countHolders } from "./list.ts";
import { nameKey, readName } from "./name.ts";
import { readPermissions } from "./read-permissions.ts";
import { requireGivable, requirePermissions } from "./require-givable.ts";

/**
 * Gives a custom role another name or other permissions, which hold at once for all who have it. Whoever changes it has
 * to be one who could give it, as it was and as it will be.
 *
 * Throws `role.not_found`, `auth.forbidden`, `people.role_too_high`, `role.name_taken` and `text.…`.
 */
export async function changeCustomRole(
  ctx: PeopleContext,
  manager: Manager,
  roleId: string,
  patch: PatchCustomRole,
): Promise<CustomRole> {
  return changeRoles(ctx, manager, "changeCustomRole", async ({ tx, me }) => {
    const { id, base, ...before } = await lockCustomRole(tx, roleId);
    const after = {
      name: patch.name === undefined ? before.name : readName(patch.name),
      permissions: patch.permissions ? readPermissions(patch.permissions) : before.permissions,
    };
    requireGivable(me, base, before);
    requirePermissions(me, after.permissions);
    if (!isDeepStrictEqual(before, after)) {
      const { name, permissions } = after;
      await sql`
        UPDATE custom_roles SET name = ${name}, name_key = ${nameKey(name)}, permissions = ${permissions}
        WHERE id = ${id}`.execute(tx);
      await record(tx, manager, "custom-role.changed", null, { roleId: id, before, after });
    }
    return { id, base, ...after, holders: await countHolders(tx, id) };
  });
}
