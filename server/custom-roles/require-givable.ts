import { permissions as inWords } from "@roost/protocol/denial-details.ts";
import { type Permission, type ServerRole, serverRoles } from "@roost/protocol/permissions.ts";
import { compareServerRoles, mayGive } from "@roost/protocol/ranks.ts";
import type { Standing } from "../accounts/standing.ts";
import { Refusal } from "../refusal.ts";

/**
 * Keeps somebody from giving more than they have: a built-in role is theirs at most, the base of a custom one is below
 * theirs, and they could give each of its permissions alone. Throws `people.role_too_high`.
 *
 * @param me Null for the command line, which may do everything.
 * @param custom Null for a built-in role.
 */
export function requireGivable(
  me: Standing | null,
  role: ServerRole,
  custom: { permissions: readonly Permission[] } | null,
): void {
  if (!me) return;
  const rank = compareServerRoles(role, me.role);
  if (rank < 0) {
    throw new Refusal("people.role_too_high", `You are ${me.role}, and can make nobody ${role}.`);
  }
  if (custom && rank === 0) {
    const detail = `You are ${me.role}: the base of a custom role has to be below that, and is ${role}.`;
    throw new Refusal("people.role_too_high", detail);
  }
  requirePermissions(me, custom?.permissions ?? serverRoles[role]);
}

/** Throws `people.role_too_high` where somebody could not give one of these permissions. */
export function requirePermissions(me: Standing | null, permissions: readonly Permission[]): void {
  const beyond = me && permissions.find((one) => !mayGive(me.permissions, one));
  if (!beyond) return;
  throw new Refusal(
    "people.role_too_high",
    `The role lets somebody ${inWords[beyond]} (${beyond}), which is not yours to give.`,
  );
}
