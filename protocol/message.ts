import Type, { type Static } from "typebox";
import { RoomId, Version } from "./room.ts";
import { UserId } from "./user.ts";
import { Uuid, uuidPattern } from "./uuid.ts";

export const MessageNumber = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: "1, 2, 3 … in its room, without gaps.",
});

export const ClientMessageId = Uuid(
  "Made by the client for each message it sends, and kept for every retry of that message. " +
    "The same id from the same person in the same room is always the same message.",
);

export const MessageId = Type.String({
  pattern: `^${uuidPattern}\\.[1-9][0-9]{0,14}$`,
  description: "The room's id, a dot, and the message's number.",
});

const at = { userId: UserId };
const by = { byId: UserId };

/** What happened, in a message that nobody wrote. */
export const SystemEvent = Type.Union([
  Type.Object({ event: Type.Literal("created"), ...by }),
  Type.Object({ event: Type.Literal("joined"), ...at }),
  Type.Object({ event: Type.Literal("left"), ...at }),
  Type.Object({ event: Type.Literal("added"), ...at, ...by }),
  Type.Object({ event: Type.Literal("removed"), ...at, ...by }),
  Type.Object({ event: Type.Literal("renamed"), ...by, name: Type.String() }),
  Type.Object({ event: Type.Literal("topic"), ...by, topic: Type.String() }),
]);
export type SystemEvent = Static<typeof SystemEvent>;

export const Message = Type.Object({
  id: MessageId,
  roomId: RoomId,
  number: MessageNumber,
  version: Version,
  authorId: Type.Union([UserId, Type.Null()], { description: "Null for a system message." }),
  clientMessageId: Type.Union([ClientMessageId, Type.Null()]),
  body: Type.String({ description: "Markdown. Empty when deleted and for system messages." }),
  system: Type.Union([SystemEvent, Type.Null()]),
  createdAt: Type.String({ format: "date-time" }),
  editedAt: Type.Union([Type.String({ format: "date-time" }), Type.Null()]),
  deletedAt: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
    description: "Set on a tombstone: the number stays, the body is gone.",
  }),
});
export type Message = Static<typeof Message>;

/** The id of a message is its place: no table has to be asked for the room. */
export function messageId(roomId: string, number: number): string {
  return `${roomId}.${number}`;
}

/** Takes a message id apart. It must have passed the `MessageId` schema. */
export function parseMessageId(id: string): { roomId: string; number: number } {
  const dot = id.lastIndexOf(".");
  return { roomId: id.slice(0, dot), number: Number(id.slice(dot + 1)) };
}
