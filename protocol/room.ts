import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";
import { Uuid } from "./uuid.ts";

export const RoomId = Uuid("A room's id.");

export const Version = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: "Raised by exactly one by every change of a room.",
});

/** Of a room that people make and come into. */
export const MadeRoomKind = Type.Union([Type.Literal("public"), Type.Literal("private")], {
  description: "Anyone may find and join a public room; a private one takes an invitation.",
});

export const RoomKind = Type.Union([...MadeRoomKind.anyOf, Type.Literal("direct")], {
  description:
    "Anyone may find and join a public room; a private one takes an invitation. A direct is of the people that it was opened for, for ever.",
});
export type RoomKind = Static<typeof RoomKind>;

export const HiddenAt = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** What is the same for all who may see a room. */
export const Room = Type.Object({
  id: RoomId,
  kind: RoomKind,
  name: Type.String({
    maxLength: limits.roomNameCharacters,
    description: "Empty for a direct, unless its people gave it one.",
  }),
  topic: Type.String({ maxLength: limits.roomTopicCharacters }),
  version: Version,
  lastNumber: Type.Integer({ minimum: 0, description: "The number of the newest message." }),
  memberCount: Type.Integer({ minimum: 0 }),
  createdAt: Type.String({ format: "date-time" }),
  bumpedAt: Type.String({ format: "date-time", description: "When the newest message came." }),
  archivedAt: Type.Optional(
    Type.String({
      format: "date-time",
      description: "Set while the room is archived: it is there to be read.",
    }),
  ),
  announcement: Type.Optional(
    Type.Boolean({ description: "Set where owners and moderators alone write." }),
  ),
  slowSeconds: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: limits.slowSeconds,
      description: "How long everybody else waits from one message to the next.",
    }),
  ),
  guardedMentions: Type.Optional(
    Type.Boolean({ description: "Set where owners and moderators alone mention everybody." }),
  ),
  blocked: Type.Optional(
    Type.Boolean({
      description:
        "Set on a direct of two while one of them has blocked the other: it is there to be read.",
    }),
  ),
  userIds: Type.Optional(
    Type.Array(Uuid("A person's id."), {
      description: "Of a direct: its people, in the order of their ids.",
    }),
  ),
});
export type Room = Static<typeof Room>;
