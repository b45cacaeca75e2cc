import { checkUsername, normalizeUsername } from "@roost/protocol/account-rules.ts";
import type { Bot, PatchBot } from "@roost/protocol/bots.ts";
import { giveUsername } from "../accounts/change-username.ts";
import { columnsOf, writeProfile } from "../accounts/set-profile.ts";
import type { Manager, PeopleContext, PersonChange } from "../people/change-person.ts";
import { Refusal } from "../refusal.ts";
import { changeBot } from "./change-bot.ts";
import { readBot } from "./list.ts";

/**
 * Changes what a bot is called and says of itself. Its user name of before stays its own.
 *
 * Throws `bot.not_found`, `text.…`, as `giveUsername`, and as `changePerson` does.
 */
export async function renameBot(
  ctx: PeopleContext,
  manager: Manager,
  botId: string,
  { username: typed, ...patch }: PatchBot,
  now: Date,
): Promise<Bot> {
  const columns = columnsOf(patch);
  const username = typed === undefined ? null : readUsername(typed);
  return changeBot(ctx, manager, "changeBot", botId, async (change) => {
    const { tx } = change;
    const before = await readBot(tx, botId, now);
    if (Object.keys(columns).length > 0) await writeProfile(tx, botId, columns);
    if (username !== null) await giveUsername(tx, botId, username, now);
    const after = await readBot(tx, botId, now);
    await noteChanges(change, before, after);
    return after;
  });
}

function readUsername(typed: string): string {
  const username = normalizeUsername(typed);
  const problem = checkUsername(username);
  if (problem) throw new Refusal("request.invalid", `User name: ${problem.detail}`);
  return username;
}

const fields = ["username", "displayName", "about"] as const;

/** What stays as it is, is no change. */
async function noteChanges(change: PersonChange, before: Bot, after: Bot): Promise<void> {
  const changed = fields.filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return;
  const of = (bot: Bot) => Object.fromEntries(changed.map((field) => [field, bot[field]]));
  await change.record("bot.changed", { before: of(before), after: of(after) });
  change.tell([{ kind: "account", userId: change.person.id }]);
}
