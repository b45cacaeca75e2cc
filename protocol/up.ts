import Type, { type Static } from "typebox";
import { ForwardedMessage } from "./forward.ts";
import { limits } from "./limits.ts";
import {
  AlsoInRoom,
  ClientMessageId,
  MessageId,
  MessageNumber,
  ReplyTo,
  Seen,
  ThreadNumber,
} from "./message.ts";
import { PersonVersion } from "./own.ts";
import type { Operation } from "./rights.ts";
import { RoomId, Version } from "./room.ts";
import { UserId } from "./user.ts";

const ref = Type.Optional(
  Type.Integer({ minimum: 0, description: "Chosen by the client; the answer carries it." }),
);

/** The first frame. Without a token the session cookie of the upgrade request counts. */
export const Hello = Type.Object({
  type: Type.Literal("hello"),
  protocol: Type.Integer(),
  token: Type.Optional(Type.String({ maxLength: 8_192 })),
  userId: Type.Optional(
    Type.String({
      maxLength: 64,
      description:
        "Whom the client acts for. A token or cookie of somebody else then ends the connection with 4003.",
    }),
  ),
  person: Type.Optional({
    ...PersonVersion,
    description:
      "The version of my log that the client's replica holds. With it, `rooms` has to name all rooms that it holds.",
  }),
  rooms: Type.Optional(
    Type.Record(RoomId, Version, {
      maxProperties: limits.helloRooms,
      description: "The versions that the client's replica holds, by room.",
    }),
  ),
});
export type Hello = Static<typeof Hello>;

/** Sends a message. Answered by `posted` or `error`; safe to repeat for ever. */
export const Post = Type.Object({
  type: Type.Literal("post"),
  ref,
  roomId: RoomId,
  clientMessageId: ClientMessageId,
  body: Type.String(),
  seen: Type.Optional(Seen),
  replyTo: Type.Optional(ReplyTo),
  threadNumber: Type.Optional(ThreadNumber),
  alsoInRoom: Type.Optional(AlsoInRoom),
  forward: Type.Optional({
    ...ForwardedMessage,
    description: "A message that I can read, to be forwarded. The body may be empty then.",
  }),
});
export type Post = Static<typeof Post>;

/**
 * Says that I have read up to a message. Told to all my devices by `person`, where it moves my
 * position; refused by `error`.
 */
export const Read = Type.Object({
  type: Type.Literal("read"),
  ref,
  roomId: RoomId,
  number: MessageNumber,
  version: Type.Optional({
    ...Version,
    description: "Of your own log, as this device knows it (READ-7).",
  }),
});
export type Read = Static<typeof Read>;

/**
 * Says that this device has the messages of directs of mine up to a number, whether I have read them or not. Told to
 * those who look at them by `receipts`; not answered, but for a refusal.
 */
export const Received = Type.Object({
  type: Type.Literal("received"),
  ref,
  rooms: Type.Record(RoomId, MessageNumber, { maxProperties: limits.receivedRooms }),
});
export type Received = Static<typeof Received>;

/**
 * Asks for the changes of a room since a version, answered by `changes` or `reset`; without a room for
 * those of my own log, answered by `person` or `snapshot`.
 */
export const Sync = Type.Object({
  type: Type.Literal("sync"),
  ref,
  roomId: Type.Optional(RoomId),
  since: Version,
});
export type Sync = Static<typeof Sync>;

/**
 * Says what this connection looks at, in place of what it said before: only of that is it told who types,
 * and how people can be met. Answered by `typing` for each room and thread that is new and by `presence` of those
 * people who are, or by `error`, and then nothing has changed.
 */
export const Watch = Type.Object({
  type: Type.Literal("watch"),
  ref,
  roomIds: Type.Optional(
    Type.Array(RoomId, {
      maxItems: limits.watchRooms,
      description: "Rooms of mine whose messages are on the screen.",
    }),
  ),
  threadIds: Type.Optional(
    Type.Array(MessageId, {
      maxItems: limits.watchThreads,
      description: "Threads that are on the screen, by their roots.",
    }),
  ),
  userIds: Type.Optional(
    Type.Array(UserId, {
      maxItems: limits.watchUsers,
      description: "People whose presence is on the screen.",
    }),
  ),
});
export type Watch = Static<typeof Watch>;

/**
 * Says that I type in a room, or in a thread of it. To be sent while I do, every `typingEveryMs` at most; it counts for
 * `typingForMs`, or until a message of mine comes. Not answered, but for a refusal.
 */
export const Typing = Type.Object({
  type: Type.Literal("typing"),
  ref,
  roomId: RoomId,
  threadNumber: Type.Optional(ThreadNumber),
});
export type Typing = Static<typeof Typing>;

/**
 * Says whether nobody has used this device for a while. Whoever has no other one in use is `away`. At
 * first, and for clients that never say it, a device is in use.
 */
export const Idle = Type.Object({ type: Type.Literal("idle"), isIdle: Type.Boolean() });
export type Idle = Static<typeof Idle>;

/** Answered by `pong`. */
export const Ping = Type.Object({ type: Type.Literal("ping") });
export type Ping = Static<typeof Ping>;

/** Every frame that a client may send. */
export const UpFrame = Type.Union([Hello, Post, Read, Received, Sync, Watch, Typing, Idle, Ping]);
export type UpFrame = Static<typeof UpFrame>;

/** What each frame of a client asks for. */
export const frameOperations = {
  hello: "connect",
  idle: "connect",
  ping: "connect",
  received: "connect",
  post: "post",
  read: "markRead",
  sync: "changes",
  watch: "watch",
  typing: "type",
} as const satisfies Record<UpFrame["type"], Operation>;
