import type { CustomRole } from "@roost/protocol/custom-roles.ts";
import { readCustomRoles } from "../custom-roles/list.ts";
import { nameKey } from "../custom-roles/name.ts";
import { StartError } from "../start-error.ts";
import type { Db } from "../store/database.ts";

/** The custom role of a name. @throws StartError */
export async function requireCustomRole(db: Db, name: string): Promise<CustomRole> {
  const roles = await readCustomRoles(db);
  const found = roles.find((role) => nameKey(role.name) === nameKey(name));
  if (found) return found;
  const there = roles.map((role) => `"${role.name}"`).join(", ") || "none";
  throw new StartError(`There is no custom role "${name}"; there are ${there}.`);
}
