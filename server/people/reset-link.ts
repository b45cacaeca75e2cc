import { addressOf } from "../accounts/links.ts";
import { makeHandedReset } from "../accounts/reset-links.ts";
import { changePerson, type Manager, type PeopleContext } from "./change-person.ts";

/**
 * Makes a link with which somebody sets a new password, once, to be handed over. Throws as `changePerson` does.
 *
 * @param publicUrl The server's address, without a slash at its end.
 */
export async function makeResetLink(
  ctx: PeopleContext,
  manager: Manager,
  userId: string,
  publicUrl: string,
  now: Date,
): Promise<{ url: string; until: Date }> {
  return changePerson(ctx, manager, "makeResetLink", userId, async (change) => {
    const { token, until } = await makeHandedReset(change.tx, change.person.id, now);
    await change.record("reset-link.made", { until: until.toISOString() });
    return { url: addressOf(publicUrl, "reset-password", token), until };
  });
}
