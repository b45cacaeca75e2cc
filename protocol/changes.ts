import Type, { type Static } from "typebox";
import { Member } from "./member.ts";
import { Message } from "./message.ts";
import { Room, RoomId, Version } from "./room.ts";
import { User } from "./user.ts";

/**
 * Everything that changed in a room after version `since` and up to `version`, as the present
 * state of the rows that changed. A live change and a repaired gap have the same form:
 *
 * - a replica at `version` or later ignores it,
 * - a replica at `since` or later takes the rows newer than its own and is then at `version`,
 * - a replica before `since` has a gap and asks for the changes since its own version.
 */
export const Changes = Type.Object({
  roomId: RoomId,
  since: Version,
  version: Version,
  room: Type.Optional(Room),
  members: Type.Optional(Type.Array(Member)),
  messages: Type.Optional(Type.Array(Message)),
  users: Type.Optional(Type.Array(User, { description: "The people whom the rows mention." })),
  more: Type.Optional(
    Type.Boolean({ description: "There are later changes that this answer had no space for." }),
  ),
});
export type Changes = Static<typeof Changes>;
