import Type, { type Static } from "typebox";
import { MyRoom } from "./my-room.ts";
import { OwnRow, PersonVersion } from "./own.ts";
import { HiddenAt, RoomId, Version } from "./room.ts";
import { User } from "./user.ts";

/** My place in a room: whether I am in it, and how far I said that I have read. A row of my log. */
export const Place = Type.Object({
  roomId: RoomId,
  version: PersonVersion,
  memberVersion: {
    ...Version,
    description: "The version of the room at which I came into it, or went out of it.",
  },
  readNumber: Type.Integer({
    minimum: 0,
    description:
      "I said that I have read up to here. What I wrote after `setAt` may have read further.",
  }),
  setAt: Type.Integer({
    minimum: 0,
    description:
      "The newest message when my position began here: what I wrote up to it moves nothing.",
  }),
  hiddenAt: Type.Optional({
    ...HiddenAt,
    description:
      "Of a direct: I have hidden it up to this message, and it is shown again with the next.",
  }),
  leftAt: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
    description: "Set on a tombstone: I am not in the room any more.",
  }),
});
export type Place = Static<typeof Place>;

/**
 * Everything that changed of what is my own after my version `since` and up to `version`, as the
 * present state of the rows that changed. It is taken, ignored or asked for as `Changes` are.
 */
export const PersonChanges = Type.Object({
  since: PersonVersion,
  version: PersonVersion,
  places: Type.Optional(Type.Array(Place)),
  own: Type.Optional(Type.Array(OwnRow)),
  rooms: Type.Optional(
    Type.Array(MyRoom, {
      description:
        "Of those places, the rooms that the client does not have, and those whose position went back.",
    }),
  ),
  users: Type.Optional(Type.Array(User, { description: "The people whom those rooms mention." })),
  more: Type.Optional(
    Type.Boolean({ description: "There are later changes that this answer had no space for." }),
  ),
});
export type PersonChanges = Static<typeof PersonChanges>;
