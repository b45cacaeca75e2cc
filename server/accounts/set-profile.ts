import { limits } from "@roost/protocol/limits.ts";
import {
  checkBody,
  checkLine,
  countCharacters,
  normalizeBody,
  normalizeLine,
} from "@roost/protocol/text.ts";
import type { PatchProfile, Profile } from "@roost/protocol/user.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { foldedPerson } from "../store/folded-name.ts";
import { getProfile } from "./directory.ts";

/** What somebody says of themselves, as it is stored; what is left out stays. */
export interface ProfileColumns {
  display_name?: string;
  about?: string | null;
  pronouns?: string | null;
  time_zone?: string | null;
}

/**
 * Changes what somebody says of themselves; what is left out stays. Their devices are told of another name, others
 * see it with the next answer that names them. Throws `text.…`, `filter.refused`, and `request.invalid` for a time zone that is none.
 */
export async function setProfile(
  ctx: Pick<Context, "database" | "bus" | "filters">,
  actor: Actor,
  patch: PatchProfile,
): Promise<Profile> {
  requireRight(actor, "setProfile");
  const columns = columnsOf(await passed(ctx, actor, patch));
  await ctx.database.db
    .transaction()
    .execute((transaction) => writeProfile(transaction, actor.id, columns));
  ctx.bus.publish([{ kind: "account", userId: actor.id }]);
  return getProfile(ctx, actor, actor.id);
}

/** With its texts as they may be said. */
async function passed(
  { filters }: Pick<Context, "filters">,
  actor: Actor,
  patch: PatchProfile,
): Promise<PatchProfile> {
  const { displayName, pronouns, about } = patch;
  return {
    ...patch,
    ...(displayName !== undefined && { displayName: await filters.pass(actor, displayName, true) }),
    ...(pronouns && { pronouns: await filters.pass(actor, pronouns, true) }),
    ...(about && { about: await filters.pass(actor, about) }),
  };
}

/** Changes what somebody says of themselves, in a transaction. Throws `auth.required` where their account is gone. */
export async function writeProfile(
  transaction: Db,
  userId: string,
  columns: ProfileColumns,
): Promise<void> {
  const person = await transaction
    .selectFrom("users")
    .select(["username", "display_name"])
    .where("id", "=", userId)
    .forUpdate()
    .executeTakeFirst();
  if (!person) throw new Refusal("auth.required", "This account no longer exists.");
  const folded = foldedPerson(columns.display_name ?? person.display_name, person.username);
  await transaction
    .updateTable("users")
    .set({ ...columns, ...folded })
    .where("id", "=", userId)
    .execute();
}

/** Throws `text.…`, and `request.invalid` for a time zone that is none. */
export function columnsOf({
  displayName,
  about,
  pronouns,
  timeZone,
}: PatchProfile): ProfileColumns {
  return {
    ...(displayName !== undefined && {
      display_name: line("Display name", displayName, limits.displayNameCharacters),
    }),
    ...(pronouns !== undefined && {
      pronouns: pronouns === null ? null : line("Pronouns", pronouns, limits.pronounsCharacters),
    }),
    ...(about !== undefined && { about: about === null ? null : text(about) }),
    ...(timeZone !== undefined && { time_zone: timeZone === null ? null : zone(timeZone) }),
  };
}

function line(field: string, given: string, maxCharacters: number): string {
  const normalized = normalizeLine(given);
  const problem = checkLine(normalized, maxCharacters);
  if (problem) throw new Refusal(problem.code, `${field}: ${problem.detail}`);
  return normalized;
}

function text(given: string): string {
  const { aboutCharacters: max } = limits;
  const body = normalizeBody(given);
  const problem = checkBody(body);
  if (problem) throw new Refusal(problem.code, `About: ${problem.detail}`);
  if (countCharacters(body, max) > max) {
    throw new Refusal("text.too_long", `About: At most ${max} characters fit; shorten the text.`);
  }
  return body;
}

/** As the time zone database spells it. */
function zone(given: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: given }).resolvedOptions().timeZone;
  } catch {
    throw new Refusal(
      "request.invalid",
      "Time zone: name one of the time zone database, such as Europe/Berlin.",
    );
  }
}
