import Type, { type Static } from "typebox";
import { Changes } from "./changes.ts";
import { ClientMessageId, MessageNumber } from "./message.ts";
import { MyRoom } from "./my-room.ts";
import { ErrorCode } from "./problem.ts";
import { RoomId, Version } from "./room.ts";
import { Me, User } from "./user.ts";

const ref = Type.Optional(Type.Integer({ description: "The `ref` of the frame this answers." }));

/** The hello was accepted. A `snapshot` follows. */
export const Welcome = Type.Object({
  type: Type.Literal("welcome"),
  protocol: Type.Integer(),
  connectionId: Type.String(),
  me: Me,
  heartbeatIntervalMs: Type.Integer(),
  heartbeatTimeoutMs: Type.Integer(),
});
export type Welcome = Static<typeof Welcome>;

/**
 * All rooms of mine. A room that the client knew and that is not here is no longer mine. For a
 * room that the hello named with a lower version, `changes` (or `reset`) come right behind.
 */
export const Snapshot = Type.Object({
  type: Type.Literal("snapshot"),
  rooms: Type.Array(MyRoom),
  users: Type.Array(User),
});
export type Snapshot = Static<typeof Snapshot>;

/** A room changed. See `Changes` for how a replica takes it. */
export const ChangesFrame = Type.Object({
  type: Type.Literal("changes"),
  ref,
  ...Changes.properties,
});
export type ChangesFrame = Static<typeof ChangesFrame>;

/** The client is too far behind in a room: drop its messages and load the newest page. */
export const Reset = Type.Object({
  type: Type.Literal("reset"),
  ref,
  room: MyRoom,
  users: Type.Array(User),
});
export type Reset = Static<typeof Reset>;

/** I am a member of a room that I was not in before. */
export const Joined = Type.Object({
  type: Type.Literal("joined"),
  room: MyRoom,
  users: Type.Array(User),
});
export type Joined = Static<typeof Joined>;

/** I am no longer a member; nothing more of that room comes. */
export const Left = Type.Object({ type: Type.Literal("left"), roomId: RoomId });
export type Left = Static<typeof Left>;

/** My read position, to all my devices. Positions merge by maximum. */
export const ReadPosition = Type.Object({
  type: Type.Literal("read"),
  roomId: RoomId,
  number: MessageNumber,
});
export type ReadPosition = Static<typeof ReadPosition>;

/**
 * The message is stored and will never be lost. A repeat gets the first result.
 *
 * For the connection that posted, this is also the change of the room from `version - 1` to
 * `version`, unless it is `repeated`: what a connection wrote does not come back to it as
 * `changes`, except together with messages of others that were stored in the same commit.
 */
export const Posted = Type.Object({
  type: Type.Literal("posted"),
  ref,
  roomId: RoomId,
  clientMessageId: ClientMessageId,
  number: MessageNumber,
  version: Version,
  createdAt: Type.String({ format: "date-time" }),
  repeated: Type.Optional(
    Type.Boolean({ description: "It had been stored before, and may have been edited since." }),
  ),
});
export type Posted = Static<typeof Posted>;

/** A frame was refused. With `retryAfterMs`, the same frame may be sent again after that time. */
export const ErrorFrame = Type.Object({
  type: Type.Literal("error"),
  ref,
  code: ErrorCode,
  detail: Type.String(),
  clientMessageId: Type.Optional(ClientMessageId),
  retryAfterMs: Type.Optional(Type.Integer({ minimum: 0 })),
});
export type ErrorFrame = Static<typeof ErrorFrame>;

/**
 * Whether the server can do its work: said when that changes, and behind `welcome` where something
 * is amiss. Without the database nothing can be stored; what is sent is answered `server.busy`.
 * Without the bus, messages from other nodes of the server take a little longer.
 */
export const Health = Type.Object({
  type: Type.Literal("health"),
  database: Type.Boolean(),
  bus: Type.Boolean(),
});
export type Health = Static<typeof Health>;

export const Pong = Type.Object({ type: Type.Literal("pong") });
export type Pong = Static<typeof Pong>;

/** Every frame that a server may send. */
export const DownFrame = Type.Union([
  Welcome,
  Snapshot,
  ChangesFrame,
  Reset,
  Joined,
  Left,
  ReadPosition,
  Posted,
  ErrorFrame,
  Health,
  Pong,
]);
export type DownFrame = Static<typeof DownFrame>;
