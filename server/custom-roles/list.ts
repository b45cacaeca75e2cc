import type { CustomRole, CustomRoles } from "@roost/protocol/custom-roles.ts";
import { compareServerRoles } from "@roost/protocol/ranks.ts";
import { sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import type { Db } from "../store/database.ts";

/** The custom roles, the highest first, with how many people have each. Throws `auth.forbidden`. */
export async function listCustomRoles(
  { database }: Pick<Context, "database">,
  actor: Actor,
): Promise<CustomRoles> {
  requireRight(actor, "customRoles");
  return { roles: await readCustomRoles(database.db) };
}

/** As `listCustomRoles`. */
export async function readCustomRoles(db: Db): Promise<CustomRole[]> {
  const { rows } = await sql<CustomRole>`
    SELECT id, name, base, permissions,
      (SELECT count(*)::int FROM users u WHERE u.custom_role_id = r.id) AS holders
    FROM custom_roles r
    ORDER BY name_key`.execute(db);
  return rows.toSorted((a, b) => compareServerRoles(a.base, b.base));
}

/** How many people have a role. */
export async function countHolders(db: Db, roleId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM users WHERE custom_role_id = ${roleId}`.execute(db);
  return rows[0]?.count ?? 0;
}
