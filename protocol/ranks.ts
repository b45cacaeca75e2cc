import type { ErrorCode } from "./errors.ts";
import {
  type Permission,
  type Rule,
  type ServerRole,
  type Situation,
  serverRoleNames,
} from "./permissions.ts";

/** Who ranks above whom on the server, and who may give what. Apart from what each page of the chat needs. */

/** Below zero where `a` may do more on the server than `b`. */
export function compareServerRoles(a: ServerRole, b: ServerRole): number {
  return serverRoleNames.indexOf(a) - serverRoleNames.indexOf(b);
}

/**
 * Whether somebody with these permissions may give another one to others. What no built-in role has is given by those
 * alone who could hand the server on.
 */
export function mayGive(mine: readonly Permission[], permission: Permission): boolean {
  return mine.includes(permission === "readPrivateMessages" ? "handOnServer" : permission);
}

/** What keeps somebody from what concerns a person: they have to rank above them. */
export function denialOfPerson(
  rule: Rule,
  me: NonNullable<Situation["me"]>,
  person: NonNullable<Situation["person"]> | null,
): ErrorCode | null {
  if (!person) return "user.not_found";
  if (compareServerRoles(me.role, person.role) >= 0) return "people.rank";
  const { permissions = [] } = person;
  const isCovered = permissions.every((one) => mayGive(me.permissions, one));
  return rule.person === "lower" || isCovered ? null : "people.permissions";
}
