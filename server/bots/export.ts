import type { Bot, ExportBotsQuery } from "@roost/protocol/bots.ts";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { everyPage } from "../store/every-page.ts";
import { readBots } from "./list.ts";

/** A bot, with what its owner is called; null where there is nobody like that any more. */
export interface OwnedBot extends Bot {
  owner: string | null;
}

/** All bots of a list, some at a time. The audit log has that they were handed out. */
export async function exportBots(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: ExportBotsQuery,
  now: Date,
): Promise<AsyncIterable<OwnedBot[]>> {
  requireRight(actor, "exportBots");
  await record(db, actor, "list.exported", null, { list: "bots" });
  return everyPage(async (cursor, limit) => {
    const page = await readBots(db, { ...query, ...cursor }, limit, now);
    const names = new Map(page.users.map(({ id, username }) => [id, username]));
    const rows = page.bots.map((bot) => ({ ...bot, owner: names.get(bot.ownerId ?? "") ?? null }));
    return { rows, nextCursor: page.nextCursor };
  });
}
