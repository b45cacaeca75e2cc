import Type, { type Static } from "typebox";
import { Forwarded } from "./forward.ts";
import { RoomRole } from "./member.ts";
import { MadeRoomKind, RoomId, Version } from "./room.ts";
import { UserId } from "./user.ts";
import { Uuid, uuidPattern } from "./uuid.ts";

export const MessageNumber = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: "1, 2, 3 … in its room, without gaps.",
});

export const Seen = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: "The highest number that its device had shown when the message was written.",
});

export const ReplyTo = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: "The number of the message that it replies to, in the same room.",
});

export const ThreadNumber = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: "The number of the message below which it stands in a thread, in the same room.",
});

export const InRoom = Type.Boolean({
  description:
    "Of a message in a thread: it stands in the timeline of the room, too. Absent where not.",
});

export const AlsoInRoom = Type.Boolean({
  description: "With `threadNumber`: the message is to stand in the timeline of the room, too.",
});

export const Mentions = Type.Array(Uuid("Of a person, or of the room."), {
  description: "The people whom it mentions; the room's id where it mentions everybody in it.",
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
  Type.Object({ event: Type.Literal("role"), ...at, ...by, role: RoomRole }),
  Type.Object({ event: Type.Literal("renamed"), ...by, name: Type.String() }),
  Type.Object({ event: Type.Literal("topic"), ...by, topic: Type.String() }),
  Type.Object({ event: Type.Literal("archived"), ...by }),
  Type.Object({ event: Type.Literal("restored"), ...by }),
  Type.Object({ event: Type.Literal("kind"), ...by, kind: MadeRoomKind }),
  Type.Object({ event: Type.Literal("announcement"), ...by, on: Type.Boolean() }),
  Type.Object({ event: Type.Literal("slow"), ...by, seconds: Type.Integer({ minimum: 0 }) }),
  Type.Object({ event: Type.Literal("pinned"), ...by, number: MessageNumber }),
  Type.Object({ event: Type.Literal("inspected"), ...by }),
]);
export type SystemEvent = Static<typeof SystemEvent>;

export const Message = Type.Object({
  id: MessageId,
  roomId: RoomId,
  number: MessageNumber,
  version: Version,
  authorId: Type.Union([UserId, Type.Null()], { description: "Null for a system message." }),
  clientMessageId: Type.Union([ClientMessageId, Type.Null()]),
  body: Type.String({
    description:
      "Markdown. Empty when deleted, for system messages, and where nothing is said of what is forwarded.",
  }),
  system: Type.Union([SystemEvent, Type.Null()]),
  createdAt: Type.String({ format: "date-time" }),
  editedAt: Type.Union([Type.String({ format: "date-time" }), Type.Null()]),
  deletedAt: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
    description: "Set on a tombstone: the number stays, the body is gone.",
  }),
  seen: Type.Optional({
    ...Seen,
    description:
      "Its author had read up to here when writing it. Absent where that is up to the message itself.",
  }),
  replyTo: Type.Optional(ReplyTo),
  mentions: Type.Optional(Mentions),
  pinned: Type.Optional(
    Type.Object(
      { at: Type.String({ format: "date-time" }), byId: UserId },
      { description: "Set while the message is pinned in its room." },
    ),
  ),
  threadNumber: Type.Optional(ThreadNumber),
  inRoom: Type.Optional(InRoom),
  forwarded: Type.Optional(Forwarded),
  restoredVersion: Type.Optional({
    ...Version,
    description:
      "It was deleted, and came back with this version, without the reactions and the pin that it had. It is unread to nobody.",
  }),
});
export type Message = Static<typeof Message>;

/** What is shown of a message in the replies to it. It follows from the message at its version. */
export const Quote = Type.Object({
  number: { ...MessageNumber, description: "Of the message." },
  version: { ...Version, description: "Of the message." },
  authorId: Message.properties.authorId,
  body: Type.String({
    description:
      "Its beginning: `quoteCharacters` of it; of what it forwards, where it says nothing itself.",
  }),
  deletedAt: Message.properties.deletedAt,
});
export type Quote = Static<typeof Quote>;

export { messageId, parseMessageId } from "./message-id.ts";
