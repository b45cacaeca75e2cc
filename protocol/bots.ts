import Type, { type Static } from "typebox";
import { apiTokenLimits } from "./api-token-limits.ts";
import { limits } from "./limits.ts";
import { Suspension } from "./people.ts";
import { ServerRole, User, UserId } from "./user.ts";

const time = Type.String({ format: "date-time" });

/** A bot, to those who look after bots. */
export const Bot = Type.Object({
  ...User.properties,
  role: ServerRole,
  about: Type.Union([Type.String(), Type.Null()], { description: "What it says of itself." }),
  createdAt: time,
  ownerId: Type.Union([UserId, Type.Null()], {
    description: "Who made it and answers for it; null where a command on the server did.",
  }),
  tokenCount: Type.Integer({ description: "Its API tokens that work." }),
  usedAt: Type.Union([time, Type.Null()], {
    description:
      "When it used this server last; null where it never did. Noted every five minutes at most.",
  }),
  suspension: Type.Union([Suspension, Type.Null()]),
});
export type Bot = Static<typeof Bot>;

/** What of the bots somebody wants to see, and in which order. */
const filters = {
  query: Type.Optional(
    Type.String({
      maxLength: 200,
      description: "A part of a display name or user name, or the beginnings of its words.",
    }),
  ),
  ownerId: Type.Optional({ ...UserId, description: "Who made them." }),
  suspended: Type.Optional(
    Type.Boolean({ description: "Those who are suspended, or the others." }),
  ),
  withTokens: Type.Optional(
    Type.Boolean({ description: "Those who have an API token that works, or the others." }),
  ),
  idleSince: Type.Optional({
    ...time,
    description: "Those that did not use the server since then, or never.",
  }),
  sort: Type.Optional(
    Type.Enum(["name", "newest", "oldest", "recent", "idle"], {
      description:
        "By name, by when they were made, or by when they used the server last (`recent`: those first that did just now). `name` where it is not said.",
    }),
  ),
};

export const ExportBotsQuery = Type.Object(filters);
export type ExportBotsQuery = Static<typeof ExportBotsQuery>;

export const BotsQuery = Type.Object({
  ...filters,
  cursor: Type.Optional(
    Type.String({ maxLength: 512, description: "`nextCursor` of the page before." }),
  ),
  limit: Type.Optional(
    Type.Integer({
      ...{ minimum: 1, maximum: limits.pageRows },
      description: "Rows of the page. All there are where it is not said.",
    }),
  ),
});
export type BotsQuery = Static<typeof BotsQuery>;

export const Bots = Type.Object({
  bots: Type.Array(Bot, { maxItems: apiTokenLimits.bots }),
  users: Type.Array(User, { description: "Their owners." }),
  nextCursor: Type.Union([Type.String(), Type.Null()], { description: "Null on the last page." }),
});
export type Bots = Static<typeof Bots>;

export const CreateBot = Type.Object({
  username: Type.String({ description: "Follows the rules for all user names." }),
  displayName: Type.String(),
});
export type CreateBot = Static<typeof CreateBot>;

/** What is to change of a bot. What is left out stays. */
export const PatchBot = Type.Object({
  username: Type.Optional(
    Type.String({
      description: "Once a day at most. The one of before stays its own, and mentions it still.",
    }),
  ),
  displayName: Type.Optional(Type.String()),
  about: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});
export type PatchBot = Static<typeof PatchBot>;
