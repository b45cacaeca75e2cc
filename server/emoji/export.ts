import type { CustomEmoji } from "@roost/protocol/custom-emoji.ts";
import type { ExportEmojiQuery } from "@roost/protocol/managed-emoji.ts";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { everyPage } from "../store/every-page.ts";
import { readManagedEmoji } from "./managed-list.ts";

/** An emoji, with what those are called who added it; null where there is nobody like that any more. */
export interface NamedEmoji extends CustomEmoji {
  adder: string | null;
}

/** All emoji of a list, some at a time. The audit log has that they were handed out. */
export async function exportEmoji(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: ExportEmojiQuery,
): Promise<AsyncIterable<NamedEmoji[]>> {
  requireRight(actor, "exportEmoji");
  await record(db, actor, "list.exported", null, { list: "emoji" });
  return everyPage(async (cursor, limit) => {
    const page = await readManagedEmoji(db, { ...query, ...cursor }, limit);
    const names = new Map(page.users.map(({ id, username }) => [id, username]));
    const rows = page.emoji.map((one) => ({ ...one, adder: names.get(one.addedBy) ?? null }));
    return { rows, nextCursor: page.nextCursor };
  });
}
