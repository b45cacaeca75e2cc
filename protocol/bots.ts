import Type, { type Static } from "typebox";
import { apiTokenLimits } from "./api-token-limits.ts";
import { Suspension } from "./people.ts";
import { ServerRole, User, UserId } from "./user.ts";

/** A bot, to those who look after bots. */
export const Bot = Type.Object({
  ...User.properties,
  role: ServerRole,
  createdAt: Type.String({ format: "date-time" }),
  ownerId: Type.Union([UserId, Type.Null()], {
    description: "Who made it and answers for it; null where a command on the server did.",
  }),
  suspension: Type.Union([Suspension, Type.Null()]),
});
export type Bot = Static<typeof Bot>;

export const Bots = Type.Object({
  bots: Type.Array(Bot, { maxItems: apiTokenLimits.bots, description: "By their names." }),
  users: Type.Array(User, { description: "Their owners." }),
});
export type Bots = Static<typeof Bots>;

export const CreateBot = Type.Object({
  username: Type.String({ description: "Follows the rules for all user names." }),
  displayName: Type.String(),
});
export type CreateBot = Static<typeof CreateBot>;
