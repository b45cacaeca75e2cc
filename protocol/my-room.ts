import Type, { type Static } from "typebox";
import { RoomRole } from "./member.ts";
import { Message } from "./message.ts";
import { HiddenAt, Room } from "./room.ts";
import { UserId } from "./user.ts";

/** Ranges of numbers, from the first to the last of each, ascending; no two of them touch. */
export const Uncounted = Type.Array(
  Type.Array(Type.Integer({ minimum: 1 }), { minItems: 2, maxItems: 2 }),
  {
    description:
      "The messages after `readNumber` that are not unread to me: events, deleted ones, mine, and what stands in a thread alone. " +
      "Absent where there are none.",
  },
);
export type Uncounted = Static<typeof Uncounted>;

/** A room of mine: the room, my place in it, and its newest message. */
export const MyRoom = Type.Object({
  ...Room.properties,
  role: RoomRole,
  readNumber: Type.Integer({ minimum: 0, description: "I have read up to this message." }),
  uncounted: Type.Optional(Uncounted),
  unread: Type.Integer({
    minimum: 0,
    description: "Messages after `readNumber` that others wrote and that are not deleted.",
  }),
  hiddenAt: Type.Optional({
    ...HiddenAt,
    description: "Of a direct that I have hidden: up to which message.",
  }),
  mentioned: Type.Optional(
    Type.Array(Type.Integer({ minimum: 1 }), {
      description:
        "Of the newest messages, those after `readNumber` that mention me. Absent where there are none.",
    }),
  ),
  mentionedBy: Type.Optional(
    Type.Array(UserId, { description: "Who wrote each of `mentioned`, in the same order." }),
  ),
  lastMessage: Type.Union([Message, Type.Null()]),
});
export type MyRoom = Static<typeof MyRoom>;
