import Type, { type Static } from "typebox";
import { emojiNamePattern } from "./emoji.ts";
import { limits } from "./limits.ts";
import { UserId } from "./user.ts";

/** An emoji that somebody added to this server. In texts and reactions it is `:name:`. */
export const CustomEmoji = Type.Object({
  name: Type.String({
    minLength: limits.emojiNameMinCharacters,
    maxLength: limits.emojiNameMaxCharacters,
    pattern: `^${emojiNamePattern}$`,
  }),
  version: Type.Integer({ minimum: 1, description: "Of the list, when it was changed last." }),
  image: Type.String({
    description:
      "Where its image is on this server. The address is of this image: it is never another one. Nothing is there once the emoji is deleted.",
  }),
  mediaType: Type.Enum(["image/png", "image/gif", "image/webp"]),
  width: Type.Integer({ minimum: 1, maximum: limits.customEmojiPixels }),
  height: Type.Integer({ minimum: 1, maximum: limits.customEmojiPixels }),
  addedBy: UserId,
  addedAt: Type.String({ format: "date-time" }),
  deletedAt: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
    description: "Set on a tombstone.",
  }),
});
export type CustomEmoji = Static<typeof CustomEmoji>;

export const CustomEmojiQuery = Type.Object({
  since: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: "The version of the list that the client holds.",
    }),
  ),
});
export type CustomEmojiQuery = Static<typeof CustomEmojiQuery>;

export const CustomEmojiList = Type.Object({
  version: Type.Integer({ minimum: 0, description: "Of the list; each change raises it by one." }),
  isAll: Type.Boolean({
    description: "Whether these are all there are. Otherwise they are what changed since `since`.",
  }),
  emoji: Type.Array(CustomEmoji, {
    description: "By name. Tombstones only among what changed.",
  }),
});
export type CustomEmojiList = Static<typeof CustomEmojiList>;
