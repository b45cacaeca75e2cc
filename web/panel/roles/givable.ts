import type { CustomRole } from "@roost/protocol/custom-roles.ts";
import {
  type Permission,
  type ServerRole,
  serverRoleNames,
  serverRoles,
} from "@roost/protocol/permissions.ts";
import { compareServerRoles, mayGive } from "@roost/protocol/ranks.ts";

/** Who gives roles, as far as that matters. */
interface Giver {
  role: ServerRole;
  permissions: readonly Permission[];
}

// For what is offered; the server decides.

/** The built-in roles that somebody may give. The server is handed on instead. */
export function builtInGivable(me: Giver): CustomRole["base"][] {
  return bases.filter(
    (one) => compareServerRoles(me.role, one) <= 0 && covers(me, serverRoles[one]),
  );
}

/** The ranks that a role of somebody's making may have. */
export function basesFor(me: Giver): CustomRole["base"][] {
  return bases.filter((one) => compareServerRoles(me.role, one) < 0);
}

/** Whether somebody may give a custom role, and change it. */
export function isGivable(me: Giver, { base, permissions }: CustomRole): boolean {
  return compareServerRoles(me.role, base) < 0 && covers(me, permissions);
}

/** Whether somebody may delete a custom role, which gives its people its base. */
export function isDeletable(me: Giver, role: CustomRole): boolean {
  return isGivable(me, role) && covers(me, serverRoles[role.base]);
}

const bases = serverRoleNames.filter((one): one is CustomRole["base"] => one !== "owner");

function covers({ permissions }: Giver, given: readonly Permission[]): boolean {
  return given.every((one) => mayGive(permissions, one));
}
