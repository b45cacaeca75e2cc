import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";
import { ClientMessageId, MessageNumber } from "./message.ts";
import { RoomId, Version } from "./room.ts";

const ref = Type.Optional(
  Type.Integer({ minimum: 0, description: "Chosen by the client; the answer carries it." }),
);

/** The first frame. Without a token the session cookie of the upgrade request counts. */
export const Hello = Type.Object({
  type: Type.Literal("hello"),
  protocol: Type.Integer(),
  token: Type.Optional(Type.String({ maxLength: 8_192 })),
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
});
export type Post = Static<typeof Post>;

/** Says that I have read up to a message. The server keeps the highest number it was told. */
export const Read = Type.Object({
  type: Type.Literal("read"),
  ref,
  roomId: RoomId,
  number: MessageNumber,
});
export type Read = Static<typeof Read>;

/** Asks for the changes of a room since a version. Answered by `changes` or `reset`. */
export const Sync = Type.Object({
  type: Type.Literal("sync"),
  ref,
  roomId: RoomId,
  since: Version,
});
export type Sync = Static<typeof Sync>;

/** Answered by `pong`. */
export const Ping = Type.Object({ type: Type.Literal("ping") });
export type Ping = Static<typeof Ping>;

/** Every frame that a client may send. */
export const UpFrame = Type.Union([Hello, Post, Read, Sync, Ping]);
export type UpFrame = Static<typeof UpFrame>;
