import type { CustomEmoji } from "@roost/protocol/custom-emoji.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";

/** The image of an emoji. Throws `emoji.not_found` where it has another one by now, or none. */
export async function readEmojiImage(
  { database }: Pick<Context, "database">,
  actor: Actor,
  name: string,
  hash: string,
): Promise<{ mediaType: CustomEmoji["mediaType"]; bytes: Buffer }> {
  requireRight(actor, "emojiImage");
  const found = await database.db
    .selectFrom("custom_emoji")
    .select(["media_type", "image"])
    .where("name", "=", name)
    .where("hash", "=", hash)
    .where("image", "is not", null)
    .executeTakeFirst();
  if (!found?.image) throw new Refusal("emoji.not_found");
  return { mediaType: found.media_type, bytes: found.image };
}
