import type { CustomEmojiList } from "@roost/protocol/custom-emoji.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { atOneMoment } from "../store/at-one-moment.ts";
import type { Reader } from "../store/database.ts";
import { emojiColumns, toCustomEmoji } from "./emoji-row.ts";

/** The version of the list: that of its last change, and 0 before the first one. */
export async function listVersion(db: Reader): Promise<number> {
  const found = await db
    .selectFrom("custom_emoji")
    .select(({ fn }) => fn.max("version").as("version"))
    .executeTakeFirstOrThrow();
  return found.version ?? 0;
}

/** The emoji of this server, as `readEmoji` has them. */
export async function listEmoji(
  ctx: Pick<Context, "database">,
  actor: Actor,
  since?: number,
): Promise<CustomEmojiList> {
  requireRight(actor, "emoji");
  return readEmoji(ctx, since);
}

/** All emoji, or what changed since a version. A version that the list has never had gets all of them. */
export function readEmoji(
  { database }: Pick<Context, "database">,
  since?: number,
): Promise<CustomEmojiList> {
  return atOneMoment(database.db, async (tx) => {
    const version = await listVersion(tx);
    const isAll = since === undefined || since > version;
    const rows = await tx
      .selectFrom("custom_emoji")
      .select(emojiColumns)
      .$if(isAll, (query) => query.where("deleted_at", "is", null))
      .$if(!isAll, (query) => query.where("version", ">", since ?? 0))
      .orderBy("name")
      .execute();
    return { version, isAll, emoji: rows.map(toCustomEmoji) };
  });
}
