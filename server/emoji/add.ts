import { createHash } from "node:crypto";
import type { CustomEmoji } from "@roost/protocol/custom-emoji.ts";
import { emojiNameIn } from "@roost/protocol/emoji.ts";
import { limits } from "@roost/protocol/limits.ts";
import { sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { changeList, findEmoji } from "./change-list.ts";
import { emojiColumns, toCustomEmoji } from "./emoji-row.ts";
import { type ImageSize, imageSize } from "./image-size.ts";
import { isUsualShortcode } from "./usual-shortcodes.ts";

const HASH_CHARACTERS = 32;

/**
 * Adds an emoji to this server. The same image under the same name again changes nothing. Throws
 * `emoji.name_…`, `emoji.image_…` and `emoji.too_many`.
 */
export async function addEmoji(
  ctx: Pick<Context, "database" | "bus">,
  actor: Actor,
  name: string,
  image: Buffer,
): Promise<CustomEmoji> {
  requireRight(actor, "addEmoji");
  await requireName(name);
  const { mediaType, width, height } = requireImage(image);
  const hash = createHash("sha256").update(image).digest("hex").slice(0, HASH_CHARACTERS);
  let there: CustomEmoji | null = null;
  const added = await changeList(ctx, async (tx, version) => {
    const found = await findEmoji(tx, name);
    if (found && found.deleted_at === null) {
      if (found.hash !== hash) throw new Refusal("emoji.name_taken", takenDetail(name));
      there = toCustomEmoji(found);
      return null;
    }
    await requireSpace(tx);
    await record(tx, actor, "emoji.added", null, { name });
    const columns = {
      ...{ version, image, hash, media_type: mediaType, width, height, added_by: actor.id },
      ...{ added_at: sql<Date>`now()`, deleted_at: null },
    };
    return tx
      .insertInto("custom_emoji")
      .values({ name, ...columns })
      .onConflict((conflict) => conflict.column("name").doUpdateSet(columns))
      .returning(emojiColumns)
      .executeTakeFirstOrThrow();
  });
  return there ?? toCustomEmoji(added as NonNullable<typeof added>);
}

const takenDetail = (name: string) =>
  `There is an emoji :${name}: with another image; delete that one first, or choose another name.`;

async function requireName(name: string): Promise<void> {
  const { emojiNameMinCharacters: min, emojiNameMaxCharacters: max } = limits;
  if (name.length < min || name.length > max || emojiNameIn(`:${name}:`) === null) {
    throw new Refusal(
      "emoji.name_invalid",
      `The name of an emoji has ${min} to ${max} characters, each one of a-z, 0-9, _, - and +. It begins with a letter or a digit, and behind each _ is one, too.`,
    );
  }
  if (await isUsualShortcode(name)) {
    throw new Refusal(
      "emoji.name_reserved",
      `:${name}: is a usual emoji already; choose another name.`,
    );
  }
}

function requireImage(image: Buffer): ImageSize {
  const size = imageSize(image);
  if (!size) throw new Refusal("emoji.image_invalid", "The image has to be a PNG, GIF or WebP.");
  const { customEmojiPixels: max, customEmojiBytes } = limits;
  if (size.width > max || size.height > max) {
    throw new Refusal(
      "emoji.image_too_large",
      `The image has ${size.width} × ${size.height} pixels; ${max} × ${max} is the most.`,
    );
  }
  if (image.length > customEmojiBytes) {
    const detail = `The image has ${image.length} bytes; ${customEmojiBytes} is the most.`;
    throw new Refusal("request.too_large", detail);
  }
  return size;
}

async function requireSpace(tx: Db): Promise<void> {
  const { count } = await tx
    .selectFrom("custom_emoji")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("deleted_at", "is", null)
    .executeTakeFirstOrThrow();
  if (Number(count) < limits.customEmoji) return;
  const detail = `A server has at most ${limits.customEmoji} emoji of its own; delete one first.`;
  throw new Refusal("emoji.too_many", detail);
}
