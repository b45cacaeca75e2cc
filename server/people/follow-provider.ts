import type { RoleToGive } from "@roost/protocol/custom-roles.ts";
import { compareServerRoles } from "@roost/protocol/ranks.ts";
import type { GroupRole } from "../accounts/provider-settings.ts";
import { readCustomRoles } from "../custom-roles/list.ts";
import { nameKey } from "../custom-roles/name.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { identityProvider, type PeopleContext } from "./change-person.ts";
import { setServerRole } from "./set-role.ts";

/**
 * Gives somebody the highest of the roles that the identity provider says, or `member`, as an administrator would. The
 * owner stays: a server is handed on by its owner, and by nobody else.
 */
export async function followProvider(
  ctx: PeopleContext,
  userId: string,
  roles: readonly GroupRole[],
): Promise<void> {
  try {
    const role = await highestOf(ctx.database.db, roles);
    await setServerRole(ctx, identityProvider, userId, role);
  } catch (error) {
    const isOwner = error instanceof Refusal && error.code === "people.owner";
    if (!isOwner) throw error;
  }
}

/**
 * Of the same rank, a custom role, of these the first. One of a name that there is not counts for nothing: it may have been
 * deleted, and nobody should be kept from signing in by that.
 */
async function highestOf(db: Db, roles: readonly GroupRole[]): Promise<RoleToGive> {
  const isAnyCustom = roles.some((one) => typeof one !== "string");
  const customRoles = isAnyCustom ? await readCustomRoles(db) : [];
  const found = roles.flatMap((one) => {
    if (typeof one === "string") return { base: one, role: one, isBuiltIn: true };
    const custom = customRoles.find(({ name }) => nameKey(name) === nameKey(one.custom));
    return custom ? { base: custom.base, role: custom.id, isBuiltIn: false } : [];
  });
  const [highest] = found.toSorted(
    (a, b) => compareServerRoles(a.base, b.base) || Number(a.isBuiltIn) - Number(b.isBuiltIn),
  );
  return highest?.role ?? "member";
}
