import type { RoleToGive } from "@roost/protocol/custom-roles.ts";
import type { CreatedPerson, CreatePerson } from "@roost/protocol/people.ts";
import { serverRoleNames } from "@roost/protocol/permissions.ts";
import type { Accounts } from "../accounts/accounts.ts";
import { admitted } from "../accounts/create-account.ts";
import { type Actor, requireRight } from "../actor.ts";
import { findCustomRole, holdCustomRole, type StoredRole } from "../custom-roles/find.ts";
import { requireGivable } from "../custom-roles/require-givable.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { changePerson, type PeopleContext } from "./change-person.ts";
import { findAccount } from "./list.ts";
import { requireManager } from "./require-manager.ts";
import { handLink } from "./reset-link.ts";

/**
 * Makes an account for somebody, whatever the registration says, and a link with which they set its password.
 *
 * Throws `role.not_found`, `people.owner`, `people.role_too_high`, and as `createAccount` does.
 *
 * @param publicUrl The server's address, without a slash at its end.
 */
export async function createPerson(
  ctx: PeopleContext,
  accounts: Pick<Accounts, "forOthers">,
  actor: Actor,
  { role = "member", ...account }: CreatePerson,
  publicUrl: string,
  now: Date,
): Promise<CreatedPerson> {
  requireRight(actor, "createPerson");
  const builtIn = serverRoleNames.find((name) => name === role);
  if (builtIn === "owner") {
    throw new Refusal("people.owner", "Make the account, and hand the server on to it then.");
  }
  const custom = builtIn === undefined ? await findCustomRole(ctx.database.db, role) : null;
  const { id } = await accounts.forOthers.create(actor, account, {
    role: custom?.base ?? (builtIn as GivenRole),
    ...(custom && { custom }),
    async admit(db, _email, isTaking) {
      if (isTaking) await requireGiver(db, actor, role);
      return admitted;
    },
  });
  const link = await changePerson(ctx, actor, "createPerson", id, (change) =>
    handLink(change, publicUrl, now),
  );
  const made = await findAccount(ctx.database.db, id, true);
  if (!made) throw new Refusal("user.not_found");
  return { account: made, resetLink: { ...link, until: link.until.toISOString() } };
}

type GivenRole = StoredRole["base"];

/** By the roles under their locks: a custom one may permit something else by now. */
async function requireGiver(tx: Db, actor: Actor, role: RoleToGive): Promise<void> {
  const me = await requireManager(tx, actor, "createPerson");
  const builtIn = serverRoleNames.find((name) => name === role);
  if (builtIn !== undefined) return requireGivable(me, builtIn, null);
  const custom = await holdCustomRole(tx, role);
  requireGivable(me, custom.base, custom);
}
