import type { Bot } from "@roost/protocol/bots.ts";
import { dropPicture, storePicture } from "../accounts/picture.ts";
import { squareOf } from "../accounts/square.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Manager, PeopleContext } from "../people/change-person.ts";
import { changeBot } from "./change-bot.ts";
import { readBot } from "./list.ts";

/** Gives a bot a picture in place of the one of before. Throws as `squareOf` and `changeBot` do. */
export async function setBotPicture(
  ctx: PeopleContext,
  actor: Actor,
  botId: string,
  given: Buffer,
  now: Date,
): Promise<Bot> {
  // Nobody else has it read images.
  requireRight(actor, "setBotPicture");
  const image = await squareOf(given);
  return changeBot(ctx, actor, "setBotPicture", botId, async ({ tx, tell, record }) => {
    const { picture: before = null } = await readBot(tx, botId, now);
    const after = await storePicture(tx, botId, image);
    await record("bot.changed", { before: { picture: before }, after: { picture: after } });
    tell([{ kind: "account", userId: botId }]);
    return readBot(tx, botId, now);
  });
}

/** Takes its picture away. Where there is none, nothing changes. Throws as `changeBot` does. */
export async function removeBotPicture(
  ctx: PeopleContext,
  manager: Manager,
  botId: string,
  now: Date,
): Promise<void> {
  await changeBot(ctx, manager, "removeBotPicture", botId, async ({ tx, tell, record }) => {
    const { picture: before = null } = await readBot(tx, botId, now);
    if (before === null) return;
    await dropPicture(tx, botId);
    await record("bot.changed", { before: { picture: before }, after: { picture: null } });
    tell([{ kind: "account", userId: botId }]);
  });
}
