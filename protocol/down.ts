import Type, { type Static } from "typebox";
import { Changes } from "./changes.ts";
import { CustomEmoji } from "./custom-emoji.ts";
import { Forwarded } from "./forward.ts";
import { limits } from "./limits.ts";
import {
  ClientMessageId,
  InRoom,
  Mentions,
  MessageNumber,
  ReplyTo,
  Seen,
  ThreadNumber,
} from "./message.ts";
import { MyRoom } from "./my-room.ts";
import { OwnRow, PersonVersion } from "./own.ts";
import { PersonChanges } from "./person.ts";
import { Presence } from "./presence.ts";
import { ErrorCode } from "./problem.ts";
import { Receipt } from "./receipt.ts";
import { RoomId, Version } from "./room.ts";
import { Thread } from "./thread.ts";
import { Me, User } from "./user.ts";

const ref = Type.Optional(Type.Integer({ description: "The `ref` of the frame this answers." }));

/** The hello was accepted. `person` or `snapshot` follows. */
export const Welcome = Type.Object({
  type: Type.Literal("welcome"),
  protocol: Type.Integer(),
  connectionId: Type.String(),
  me: Me,
  features: Type.Array(Type.String(), {
    description:
      "What came to this version of the protocol later, by name. Pass over unknown ones.",
  }),
  heartbeatIntervalMs: Type.Integer(),
  heartbeatTimeoutMs: Type.Integer(),
  emojiVersion: Type.Optional(
    Type.Integer({ description: "Of the list of the server's emoji, as this node knows it." }),
  ),
});
export type Welcome = Static<typeof Welcome>;

/**
 * All rooms of mine, and all else that is my own, as of a version of my log. A room that the client knew
 * and that is not here is no longer mine. For a room that the hello named with a lower version, `changes` (or `reset`) come right
 * behind.
 */
export const Snapshot = Type.Object({
  type: Type.Literal("snapshot"),
  ref,
  version: PersonVersion,
  rooms: Type.Array(MyRoom),
  users: Type.Array(User),
  own: Type.Optional(
    Type.Array(OwnRow, { description: "All that is my own besides, without tombstones." }),
  ),
});
export type Snapshot = Static<typeof Snapshot>;

/**
 * What is my own changed: the rooms I am in, and how far I have read. See `Changes` for how a replica
 * takes it. Behind `welcome` it comes in place of a snapshot, with what the hello's version lacks, and
 * then `changes` (or `reset`) of the rooms that the hello named with a lower version.
 */
export const PersonFrame = Type.Object({
  type: Type.Literal("person"),
  ref,
  ...PersonChanges.properties,
});
export type PersonFrame = Static<typeof PersonFrame>;

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

/** My names, my address or my role changed: I am this now. */
export const MeFrame = Type.Object({ type: Type.Literal("me"), me: Me });
export type MeFrame = Static<typeof MeFrame>;

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
  body: Type.Optional(
    Type.String({ description: "The text as it is stored, where that is another than was sent." }),
  ),
  seen: Type.Optional({ ...Seen, description: "As in the message." }),
  replyTo: Type.Optional({ ...ReplyTo, description: "As in the message." }),
  mentions: Type.Optional({ ...Mentions, description: "As in the message." }),
  forwarded: Type.Optional({ ...Forwarded, description: "As in the message." }),
  threadNumber: Type.Optional({ ...ThreadNumber, description: "As in the message." }),
  inRoom: Type.Optional({ ...InRoom, description: "As in the message." }),
  thread: Type.Optional({ ...Thread, description: "Of a reply in a thread: that, with it." }),
  users: Type.Optional(
    Type.Array(User, {
      description: "The people whom it and `thread` mention, and whom it forwards.",
    }),
  ),
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

/**
 * The list of the server's emoji has another version. Whoever holds the version `since` takes the rows; anybody else
 * asks for what they lack.
 */
export const EmojiFrame = Type.Object({
  type: Type.Literal("emoji"),
  version: Type.Integer(),
  since: Type.Optional(Type.Integer()),
  emoji: Type.Optional(
    Type.Array(CustomEmoji, { description: "What changed from `since` to `version`." }),
  ),
});
export type EmojiFrame = Static<typeof EmojiFrame>;

/**
 * Who types in a room or a thread that this connection looks at, in place of what was said before: those who began
 * first, at most `typingNames`, without me. Said again whenever that changes, and gone with the connection.
 */
export const TypingFrame = Type.Object({
  type: Type.Literal("typing"),
  roomId: RoomId,
  threadNumber: Type.Optional(ThreadNumber),
  users: Type.Array(User, { maxItems: limits.typingNames }),
});
export type TypingFrame = Static<typeof TypingFrame>;

/** How people whom this connection looks at can be met, each in place of what was said of them before. */
export const PresenceFrame = Type.Object({
  type: Type.Literal("presence"),
  people: Type.Array(Presence),
});
export type PresenceFrame = Static<typeof PresenceFrame>;

/**
 * How far members of a room that this connection looks at have read, of those who show it: all of them, where it
 * `isAll`, and else those who have read on. Nothing of rooms with more than `receiptsMembers`, and nothing to
 * whoever does not show it.
 */
export const ReceiptsFrame = Type.Object({
  type: Type.Literal("receipts"),
  roomId: RoomId,
  receipts: Type.Array(Receipt),
  isAll: Type.Optional(Type.Boolean({ description: "In place of what was said before." })),
});
export type ReceiptsFrame = Static<typeof ReceiptsFrame>;

export const Pong = Type.Object({ type: Type.Literal("pong") });
export type Pong = Static<typeof Pong>;

/** Every frame that a server may send. */
export const DownFrame = Type.Union([
  Welcome,
  MeFrame,
  Snapshot,
  PersonFrame,
  ChangesFrame,
  Reset,
  Posted,
  ErrorFrame,
  Health,
  EmojiFrame,
  TypingFrame,
  PresenceFrame,
  ReceiptsFrame,
  Pong,
]);
export type DownFrame = Static<typeof DownFrame>;
