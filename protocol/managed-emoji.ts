import Type, { type Static } from "typebox";
import { CustomEmoji } from "./custom-emoji.ts";
import { limits } from "./limits.ts";
import { User, UserId } from "./user.ts";

/** What those who look after the emoji of a server see of them. */

/** What of them somebody wants to see, and in which order. */
const filters = {
  query: Type.Optional(Type.String({ maxLength: 200, description: "A part of a name." })),
  addedBy: Type.Optional({ ...UserId, description: "Who added them." }),
  sort: Type.Optional(
    Type.Enum(["name", "newest", "oldest"], {
      description: "By name, or by when they were added. `name` where it is not said.",
    }),
  ),
};

export const ExportEmojiQuery = Type.Object(filters);
export type ExportEmojiQuery = Static<typeof ExportEmojiQuery>;

export const ManagedEmojiQuery = Type.Object({
  ...filters,
  cursor: Type.Optional(
    Type.String({ maxLength: 512, description: "`nextCursor` of the page before." }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: limits.pageRows, description: "Rows of the page." }),
  ),
});
export type ManagedEmojiQuery = Static<typeof ManagedEmojiQuery>;

export const ManagedEmojiPage = Type.Object({
  emoji: Type.Array(CustomEmoji),
  users: Type.Array(User, { description: "Those who added them." }),
  nextCursor: Type.Union([Type.String(), Type.Null()], { description: "Null on the last page." }),
});
export type ManagedEmojiPage = Static<typeof ManagedEmojiPage>;
