import Type, { type Static } from "typebox";
import { roomRoles } from "./permissions.ts";
import { Version } from "./room.ts";
import { UserId } from "./user.ts";

export const RoomRole = Type.Enum([...roomRoles]);
export type RoomRole = Static<typeof RoomRole>;

export const Member = Type.Object({
  userId: UserId,
  role: RoomRole,
  version: Version,
  joinedAt: Type.String({ format: "date-time" }),
  leftAt: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
    description: "Set on a tombstone: this person is no longer a member.",
  }),
});
export type Member = Static<typeof Member>;
