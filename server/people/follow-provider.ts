import type { ServerRole } from "@roost/protocol/permissions.ts";
import { Refusal } from "../refusal.ts";
import { identityProvider, type PeopleContext } from "./change-person.ts";
import { setServerRole } from "./set-role.ts";

/**
 * Gives somebody the role that the identity provider says, as an administrator would. The owner stays: a server is handed
 * on by its owner, and by nobody else.
 */
export async function followProvider(
  ctx: PeopleContext,
  userId: string,
  role: Exclude<ServerRole, "owner">,
): Promise<void> {
  try {
    await setServerRole(ctx, identityProvider, userId, role);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "people.owner") throw error;
  }
}
