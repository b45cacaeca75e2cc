import { revokeApiTokens } from "../api-tokens/revoke.ts";
import { beginDeletion } from "../deletions/begin.ts";
import type { Manager, PeopleContext } from "../people/change-person.ts";
import { changeBot } from "./change-bot.ts";

/**
 * Deletes a bot: its API tokens end now, and a job takes it out of its rooms. What it wrote stays, under its name.
 *
 * Throws as `changeBot` does.
 */
export async function deleteBot(
  ctx: PeopleContext,
  manager: Manager,
  botId: string,
  now: Date,
): Promise<void> {
  await changeBot(ctx, manager, "deleteBot", botId, async ({ tx, tell }) => {
    const wish = { by: manager, userId: botId, at: now, now, sendsMail: false };
    tell(await beginDeletion(tx, wish));
    tell(await revokeApiTokens(tx, botId));
  });
}
