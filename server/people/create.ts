import type { CreatedPerson, CreatePerson } from "@roost/protocol/people.ts";
import type { ServerRole } from "@roost/protocol/permissions.ts";
import type { Accounts } from "../accounts/accounts.ts";
import { admitted } from "../accounts/create-account.ts";
import { type Actor, requireRight } from "../actor.ts";
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
 * Throws `people.owner`, `people.role_too_high`, and as `createAccount` does.
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
  if (role === "owner") {
    throw new Refusal("people.owner", "Make the account, and hand the server on to it then.");
  }
  const { id } = await accounts.forOthers.create(actor, account, {
    role,
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

/** By the role under its lock. */
async function requireGiver(tx: Db, actor: Actor, role: ServerRole): Promise<void> {
  requireGivable(await requireManager(tx, actor, "createPerson"), role, null);
}
