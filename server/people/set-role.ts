import type { RoleToGive } from "@roost/protocol/custom-roles.ts";
import { type ServerRole, serverRoleNames } from "@roost/protocol/permissions.ts";
import type { HeldRole } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import { holdCustomRole } from "../custom-roles/find.ts";
import { requireGivable } from "../custom-roles/require-givable.ts";
import { Refusal } from "../refusal.ts";
import { changePerson, type Manager, type PeopleContext } from "./change-person.ts";

/**
 * Gives somebody a role on the server, a built-in or a custom one, in effect at once on all their devices. The same role
 * again changes nothing. A server has one owner, who hands it on (`handOn`).
 *
 * Throws `role.not_found`, `people.role_too_high`, `people.owner`, and as `changePerson` does.
 */
export async function setServerRole(
  ctx: PeopleContext,
  manager: Manager,
  userId: string,
  wanted: RoleToGive,
): Promise<void> {
  await changePerson(ctx, manager, "setServerRole", userId, async (change) => {
    const { tx, person, me } = change;
    const builtIn = serverRoleNames.find((name) => name === wanted);
    const custom = builtIn === undefined ? await holdCustomRole(tx, wanted) : null;
    const role = custom?.base ?? (builtIn as ServerRole);
    if (role === person.role && custom?.id === person.customRole?.id) return;
    if (role === "owner" || person.role === "owner") throw new Refusal("people.owner");
    requireGivable(me, role, custom);
    await sql`
      UPDATE users SET role = ${role}, custom_role_id = ${custom?.id ?? null}, updated_at = now()
      WHERE id = ${person.id}`.execute(tx);
    await change.record("role.set", {
      ...{ before: person.role, after: role },
      ...(person.customRole && { customBefore: person.customRole }),
      ...(custom && { customAfter: heldRole(custom) }),
    });
    change.tell([{ kind: "account", userId: person.id }]);
  });
}

function heldRole({ id, name }: HeldRole): HeldRole {
  return { id, name };
}
