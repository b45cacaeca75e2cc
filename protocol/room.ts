import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";
import { Uuid } from "./uuid.ts";

export const RoomId = Uuid("A room's id.");

export const Version = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: "Raised by exactly one by every change of a room.",
});

export const RoomKind = Type.Union([Type.Literal("public"), Type.Literal("private")], {
  description: "Anyone may find and join a public room; a private one takes an invitation.",
});
export type RoomKind = Static<typeof RoomKind>;

/** What is the same for all who may see a room. */
export const Room = Type.Object({
  id: RoomId,
  kind: RoomKind,
  name: Type.String({ maxLength: limits.roomNameCharacters }),
  topic: Type.String({ maxLength: limits.roomTopicCharacters }),
  version: Version,
  lastNumber: Type.Integer({ minimum: 0, description: "The number of the newest message." }),
  memberCount: Type.Integer({ minimum: 0 }),
  createdAt: Type.String({ format: "date-time" }),
  bumpedAt: Type.String({ format: "date-time", description: "When the newest message came." }),
});
export type Room = Static<typeof Room>;
