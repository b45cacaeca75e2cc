import { permissions as known } from "@roost/protocol/denial-details.ts";
import type { Permission } from "@roost/protocol/permissions.ts";
import { Refusal } from "../refusal.ts";

/** The permissions of a role, in the order in which all are listed. Throws `people.role_too_high` for the owner's own. */
export function readPermissions(wanted: readonly Permission[]): Permission[] {
  if (wanted.includes("handOnServer")) {
    const detail = "`handOnServer` is the owner's alone, and goes into no custom role.";
    throw new Refusal("people.role_too_high", detail);
  }
  return (Object.keys(known) as Permission[]).filter((one) => wanted.includes(one));
}
