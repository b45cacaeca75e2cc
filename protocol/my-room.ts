import Type, { type Static } from "typebox";
import { RoomRole } from "./member.ts";
import { Message } from "./message.ts";
import { Room } from "./room.ts";

/** A room of mine: the room, my place in it, and its newest message. */
export const MyRoom = Type.Object({
  ...Room.properties,
  role: RoomRole,
  readNumber: Type.Integer({ minimum: 0, description: "I have read up to this message." }),
  unread: Type.Integer({ minimum: 0, description: "`lastNumber - readNumber`." }),
  lastMessage: Type.Union([Message, Type.Null()]),
});
export type MyRoom = Static<typeof MyRoom>;
