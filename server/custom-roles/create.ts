import { randomUUID } from "node:crypto";
import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import type { CreateCustomRole, CustomRole } from "@roost/protocol/custom-roles.ts";
import { sql } from "kysely";
import { record } from "../audit/record.ts";
import type { Manager, PeopleContext } from "../people/change-person.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { changeRoles } from "./change-roles.ts";
import { nameKey, readName } from "./name.ts";
import { readPermissions } from "./read-permissions.ts";
import { requireGivable } from "./require-givable.ts";

/**
 * Makes a role of named permissions, which nobody has yet.
 *
 * Throws `auth.forbidden`, `people.role_too_high`, `role.name_taken`, `role.too_many` and `text.…`.
 */
export async function createCustomRole(
  ctx: PeopleContext,
  manager: Manager,
  wish: CreateCustomRole,
): Promise<CustomRole> {
  const contents = { name: readName(wish.name), permissions: readPermissions(wish.permissions) };
  const { base } = wish;
  return changeRoles(ctx, manager, "createCustomRole", async ({ tx, me }) => {
    requireGivable(me, base, contents);
    await requireFew(tx);
    const id = randomUUID();
    await sql`
      INSERT INTO custom_roles (id, name, name_key, base, permissions)
      VALUES (${id}, ${contents.name}, ${nameKey(contents.name)}, ${base}, ${contents.permissions})`.execute(
      tx,
    );
    await record(tx, manager, "custom-role.created", null, { roleId: id, base, ...contents });
    return { id, base, ...contents, holders: 0 };
  });
}

/** Two at the same moment may make one more. */
async function requireFew(tx: Db): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM custom_roles`.execute(tx);
  if ((rows[0]?.count ?? 0) < admissionLimits.customRoles) return;
  const detail = `A server has at most ${admissionLimits.customRoles} roles of its own; delete one first.`;
  throw new Refusal("role.too_many", detail);
}
