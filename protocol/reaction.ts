import Type, { type Static } from "typebox";
import { MessageNumber } from "./message.ts";
import { Version } from "./room.ts";
import { UserId } from "./user.ts";

/** Checked as an emoji by the server (`reaction.invalid`); the bound is only of its size. */
export const Emoji = Type.String({
  minLength: 1,
  maxLength: 64,
  description:
    "One emoji, in its fully-qualified spelling (UTS #51), or `:name:` of one of the server.",
});

/** That somebody reacted to a message. */
export const Reaction = Type.Object({
  number: { ...MessageNumber, description: "Of the message." },
  emoji: Emoji,
  userId: UserId,
  version: Version,
  count: Type.Integer({
    minimum: 0,
    description: "How many people have reacted to the message with this emoji, as of `version`.",
  }),
  createdAt: Type.String({ format: "date-time" }),
  removedAt: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
    description: "Set on a tombstone: they took it back.",
  }),
});
export type Reaction = Static<typeof Reaction>;

/** What people reacted with to a message of a page. */
export const ReactionCount = Type.Object({
  number: { ...MessageNumber, description: "Of the message." },
  emoji: Emoji,
  count: Type.Integer({ minimum: 1 }),
  userIds: Type.Array(UserId, { description: "Some of them." }),
  mine: Type.Boolean({ description: "Whether I am one of them." }),
});
export type ReactionCount = Static<typeof ReactionCount>;
