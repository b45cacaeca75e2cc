import { sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { changeList, findEmoji } from "./change-list.ts";
import { emojiColumns } from "./emoji-row.ts";

/**
 * Deletes an emoji of this server. Where people used it, `:name:` stays as text. To delete it again changes
 * nothing; throws `emoji.not_found` for one that there never was.
 */
export async function deleteEmoji(
  ctx: Pick<Context, "database" | "bus">,
  actor: Actor,
  name: string,
): Promise<void> {
  requireRight(actor, "deleteEmoji");
  await changeList(ctx, async (tx, version) => {
    const found = await findEmoji(tx, name);
    if (!found) throw new Refusal("emoji.not_found");
    if (found.deleted_at !== null) return null;
    await record(tx, actor, "emoji.deleted", null, { name });
    return tx
      .updateTable("custom_emoji")
      .set({ version, image: null, deleted_at: sql<Date>`now()` })
      .where("name", "=", name)
      .returning(emojiColumns)
      .executeTakeFirstOrThrow();
  });
}
