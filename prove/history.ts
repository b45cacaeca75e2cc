import type { Forwarded, ForwardedMessage } from "@roost/protocol/forward.ts";
import type { RoomRole } from "@roost/protocol/member.ts";
import type { SystemEvent } from "@roost/protocol/message.ts";
import type { OwnKind } from "@roost/protocol/own.ts";

/** What a run recorded. The check works on this alone. */
export interface History {
  posts: Post[];
  rewrites: Rewrite[];
  moves: Move[];
  reactions: ReactionRequest[];
  opens: DirectOpened[];
  owns: OwnRequest[];
  schedules: ScheduleRequest[];
  unreads: UnreadRequest[];
  deletions: RoomDeletion[];
  emoji: EmojiRequest[];
  /** Messages that are older than they are kept; none in small histories. */
  old?: OldMessages;
  devices: DeviceHistory[];
  /** By room, who was in it at version 1, before anything was said. */
  founders: Record<string, readonly string[]>;
  /** What the database holds in the end. */
  database: Database;
}

/** In a room, all messages up to a number. */
export interface OldMessages {
  roomId: string;
  upTo: number;
}

/** One message that somebody sent, however often. */
export interface Post {
  clientMessageId: string;
  roomId: string;
  authorId: string;
  /** The one that wrote it. */
  device: string;
  /** No other device sent it too, so that it has its place behind what was written before. */
  isOrdered: boolean;
  body: string;
  /** The number of the message that it replies to. */
  replyTo?: number | undefined;
  /** The number of the root of the thread that it stands in, and whether it stands in the room, too. */
  threadNumber?: number | undefined;
  inRoom?: boolean | undefined;
  /** The message that it forwards. */
  forward?: ForwardedMessage | undefined;
  /** When the first frame that carried it was sent, as `Ledger.moment` counts; none of what nobody sent, or a server later. */
  sentAt?: number;
  /** Frames that carried it. */
  transmissions: number;
  /** Those that were refused for good. All others may have been stored. */
  refusals: number;
  acknowledgements: { number: number; version: number; repeated: boolean; at: number }[];
}

/** What became of a request whose answer may have been lost. */
export type Outcome = "acknowledged" | "refused" | "unknown";

/** An edit, a deletion, or that an administrator brought a message back; or that a message was pinned, or is no longer. */
export interface Rewrite {
  kind: "edit" | "delete" | "bring back" | "pin" | "unpin";
  roomId: string;
  number: number;
  /** The new body of an edit. */
  body: string;
  outcome: Outcome;
  /** Of the message as it was answered. */
  version?: number;
}

/** Somebody reacted to a message, or took it back. */
export interface ReactionRequest {
  roomId: string;
  number: number;
  emoji: string;
  userId: string;
  on: boolean;
  outcome: Outcome;
  /** Of the row as it was answered. */
  version?: number;
}

/** Somebody opened the direct of some people, and was answered with this room. */
export interface DirectOpened {
  userIds: readonly string[];
  roomId: string;
}

/** Somebody kept a draft or a message for themselves, or no longer. */
export interface OwnRequest {
  userId: string;
  kind: OwnKind;
  key: string;
  /** What is kept; empty where nothing is. */
  text: string;
  /** From asking to the answer, or to where none came any more. See `Ledger.moment`. */
  askedAt: number;
  answeredAt: number;
  outcome: Outcome;
  /** Of the row as it was answered. */
  version?: number;
}

/** Somebody added an emoji to the server, or deleted it. */
export interface EmojiRequest extends Pick<OwnRequest, "askedAt" | "answeredAt" | "outcome"> {
  name: string;
  /** Of the image; null where it was deleted. */
  digest: string | null;
  /** Of the list as it was answered; deletions are not. */
  version?: number;
}

/** Somebody said that they have not read a room from a message on. */
export type UnreadRequest = Pick<Move, "userId" | "roomId" | "outcome">;

/** Somebody deleted a room. */
export type RoomDeletion = Pick<Move, "roomId" | "outcome">;

/** Somebody had a message sent later. It is among the posts, too. */
export interface ScheduleRequest {
  userId: string;
  roomId: string;
  clientMessageId: string;
  outcome: Outcome;
}

/** Somebody came into a room, went out of it, or got a role in it. */
export interface Move {
  kind: "join" | "leave" | "invite" | "remove" | "role";
  roomId: string;
  userId: string;
  outcome: Outcome;
}

/** Number, version, and a digest of all that a message shows. */
export type RowNote = readonly [number: number, version: number, digest: number];

/** What one device saw, in the order in which it saw it. */
export interface DeviceHistory {
  device: string;
  userId: string;
  events: DeviceEvent[];
  /** In the end; null where the device never came to rest. */
  replica: ReplicaRoom[] | null;
  /** What its person keeps, as the device has it in the end: the text by kind and key. */
  own: Record<string, string>;
  /** The emoji of the server, as the device has them in the end: the address of the image by name. */
  emoji: Record<string, string>;
  /** Messages that wait for an answer in the end. */
  unanswered: number;
}

export type DeviceEvent =
  /** A connection was opened. */
  | { type: "opened"; connection: number }
  | { type: "closed"; connection: number; code: number }
  /** A connection began, as this person. */
  | { type: "welcomed"; connection: number; userId: string }
  /** The program of the device started again, with nothing but its unsent messages. */
  | { type: "restarted" }
  /** What the log of this device's person was said to be: a frame that leads it to a version. */
  | { type: "mine"; connection: number; since: number; version: number; isWhole: boolean }
  /** A row of it. */
  | ({ type: "place"; connection: number } & Omit<PlaceRow, "userId">)
  /** A frame with rows or with the state of a room. */
  | {
      type: "frame";
      connection: number;
      kind: "snapshot" | "changes" | "reset" | "joined";
      roomId: string;
      since: number;
      version: number;
      /** Of a room that is shown. */
      number: number;
      rows: RowNote[];
      /** The versions of the reactions in it. */
      reactions?: number[];
    }
  /** The device said what it looks at: rooms and threads by their ids, and people. */
  | { type: "watched"; placeIds: readonly string[]; userIds: readonly string[] }
  /** It was told how people can be met. */
  | { type: "presence"; connection: number; userIds: readonly string[] }
  /** It was told who types in a room, or in a thread. */
  | { type: "typing"; connection: number; placeId: string; userIds: readonly string[] }
  /** The device has the room from now on; messages above `lastNumber` are to be told. */
  | { type: "entered"; roomId: string; lastNumber: number }
  | { type: "gone"; roomId: string }
  /** A new message was handed to the program. */
  | { type: "told"; roomId: string; number: number; clientMessageId: string | null }
  /** A live frame began above the version of the replica, although nothing had been asked for. */
  | { type: "gap"; roomId: string; at: number; since: number }
  /** The replica went from one version to another by changes since a third. */
  | { type: "applied"; roomId: string; from: number; since: number; to: number };

/** A room as a device holds it. */
export interface ReplicaRoom {
  roomId: string;
  version: number;
  name: string;
  topic: string;
  isArchived: boolean;
  announcement: boolean;
  slowSeconds: number;
  isBlocked: boolean;
  role: RoomRole;
  lastNumber: number;
  memberCount: number;
  readNumber: number;
  unread: number;
  isHidden: boolean;
  /** Messages of mine that the device shows as not sent, which keep a direct in its list. */
  pending: number;
  /** Unread ones that mention its person. */
  mentions: number;
  last: RowNote | null;
  /** The messages, or those of the timeline, from this number to the newest; null where it shows none. */
  window: { from: number; rows: RowNote[]; isMain: boolean } | null;
  /** By the number of the root, what is shown of the threads that it has met. */
  threads: Record<number, ThreadNote>;
  /** Of the messages in the window, by number and emoji: how many, and whether its person is one. */
  reactions: Record<string, readonly [count: number, mine: boolean]>;
  /** By number, a digest of what is shown of each message that those in the window reply to. */
  quotes: Record<number, number>;
  /** Users by role, where all of them are loaded. */
  members: Record<string, RoomRole> | null;
}

export type ThreadNote = readonly [version: number, count: number, lastNumber: number];

export interface ThreadRow {
  roomId: string;
  number: number;
  version: number;
  count: number;
  lastNumber: number;
}

export interface Database {
  rooms: RoomRow[];
  members: MemberRow[];
  /** The versions of people's logs, by person. */
  persons: Record<string, number>;
  places: PlaceRow[];
  own: OwnRow[];
  messages: MessageRow[];
  /** What edited messages said before, in the order of the edits. */
  edits: EditRow[];
  reactions: ReactionRow[];
  threads: ThreadRow[];
  emoji: EmojiRow[];
}

/** An emoji of the server; without a digest of its image it is deleted. */
export interface EmojiRow {
  name: string;
  version: number;
  /** Its address. */
  image: string;
  digest: string | null;
}

export interface EditRow {
  roomId: string;
  number: number;
  /** Of the edit that took the place of the text. */
  version: number;
  body: string;
}

export interface ReactionRow {
  roomId: string;
  number: number;
  emoji: string;
  userId: string;
  version: number;
  count: number;
  removed: boolean;
}

export interface RoomRow {
  id: string;
  name: string;
  topic: string;
  isArchived: boolean;
  isDeleted: boolean;
  announcement: boolean;
  slowSeconds: number;
  isBlocked: boolean;
  /** Of a direct of two: who of them has blocked the other, as the room has it. */
  blockedBy: readonly string[] | null;
  /** Of a direct: who is in it. */
  userIds: readonly string[] | null;
  version: number;
  lastNumber: number;
  memberCount: number;
}

export interface MemberRow {
  roomId: string;
  userId: string;
  role: RoomRole;
  version: number;
  readNumber: number;
  hasLeft: boolean;
}

export interface PlaceRow {
  userId: string;
  roomId: string;
  version: number;
  readNumber: number;
  setAt: number;
  hiddenAt: number | null;
  hasLeft: boolean;
}

/** A row of somebody's log besides their places; without a text it is a tombstone. */
export interface OwnRow {
  userId: string;
  kind: string;
  key: string;
  version: number;
  text: string;
}

export interface MessageRow {
  roomId: string;
  number: number;
  version: number;
  authorId: string | null;
  clientMessageId: string | null;
  body: string;
  system: SystemEvent | null;
  replyTo?: number | null;
  mentions?: readonly string[] | null;
  /** Who pinned it. */
  pinnedBy?: string | null;
  threadNumber?: number | null;
  inRoom?: boolean | null;
  forwarded?: Forwarded | null;
  edited: boolean;
  deleted: boolean;
  /** The version with which it came back after a deletion. */
  restoredVersion?: number | null;
}
