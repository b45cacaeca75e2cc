import { addressOf } from "../accounts/links.ts";
import { makeHandedReset } from "../accounts/reset-links.ts";
import { Refusal } from "../refusal.ts";
import {
  changePerson,
  type Manager,
  type PeopleContext,
  type PersonChange,
} from "./change-person.ts";

/** A link to be handed over. */
interface HandedLink {
  url: string;
  until: Date;
}

/**
 * Makes a link with which somebody sets a new password, once, to be handed over. Throws
 * `bot.no_sign_in`, and as `changePerson` does.
 *
 * @param publicUrl The server's address, without a slash at its end.
 */
export async function makeResetLink(
  ctx: PeopleContext,
  manager: Manager,
  userId: string,
  publicUrl: string,
  now: Date,
): Promise<HandedLink> {
  return changePerson(ctx, manager, "makeResetLink", userId, (change) =>
    handLink(change, publicUrl, now),
  );
}

/** The same as a part of a change. */
export async function handLink(
  change: PersonChange,
  publicUrl: string,
  now: Date,
): Promise<HandedLink> {
  if (change.person.isBot) {
    throw new Refusal("bot.no_sign_in", "A bot has no password; it comes with an API token.");
  }
  const { token, until } = await makeHandedReset(change.tx, change.person.id, now);
  await change.record("reset-link.made", { until: until.toISOString() });
  return { url: addressOf(publicUrl, "reset-password", token), until };
}
