import type { RoomRole } from "@roost/protocol/member.ts";
import type { SystemEvent } from "@roost/protocol/message.ts";
import { hash } from "./random.ts";

/** What a run recorded. The check works on this alone. */
export interface History {
  posts: Post[];
  rewrites: Rewrite[];
  moves: Move[];
  devices: DeviceHistory[];
  /** By room, who was in it at version 1, before anything was said. */
  founders: Record<string, readonly string[]>;
  /** What the database holds in the end. */
  database: Database;
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
  /** Frames that carried it. */
  transmissions: number;
  /** Those that were refused for good. All others may have been stored. */
  refusals: number;
  acknowledgements: { number: number; version: number; repeated: boolean }[];
}

/** What became of a request whose answer may have been lost. */
export type Outcome = "acknowledged" | "refused" | "unknown";

/** An edit or a deletion. */
export interface Rewrite {
  kind: "edit" | "delete";
  roomId: string;
  number: number;
  /** The new body of an edit. */
  body: string;
  outcome: Outcome;
  /** Of the message as it was answered. */
  version?: number;
}

/** Somebody came into a room or went out of it. */
export interface Move {
  kind: "join" | "leave" | "invite" | "remove";
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
  /** Messages that wait for an answer in the end. */
  unanswered: number;
}

export type DeviceEvent =
  /** A connection was opened. */
  | { type: "opened"; connection: number }
  | { type: "closed"; connection: number; code: number }
  /** The program of the device started again, with nothing but its unsent messages. */
  | { type: "restarted" }
  /** A frame with rows or with the state of a room. */
  | {
      type: "frame";
      connection: number;
      kind: "snapshot" | "changes" | "reset" | "joined" | "left" | "read";
      roomId: string;
      since: number;
      version: number;
      /** Of a room that is shown, or of a read position. */
      number: number;
      rows: RowNote[];
    }
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
  role: RoomRole;
  lastNumber: number;
  memberCount: number;
  readNumber: number;
  unread: number;
  last: RowNote | null;
  /** The messages that it holds from this number to the newest; null where it shows none. */
  window: { from: number; rows: RowNote[] } | null;
  /** Users by role, where all of them are loaded. */
  members: Record<string, RoomRole> | null;
}

export interface Database {
  rooms: RoomRow[];
  members: MemberRow[];
  messages: MessageRow[];
}

export interface RoomRow {
  id: string;
  name: string;
  topic: string;
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

export interface MessageRow {
  roomId: string;
  number: number;
  version: number;
  authorId: string | null;
  clientMessageId: string | null;
  body: string;
  system: SystemEvent | null;
  edited: boolean;
  deleted: boolean;
}

/** All of a message that people see, in one number. */
export function digestOf(message: {
  body: string;
  authorId: string | null;
  system: SystemEvent | null;
  edited: boolean;
  deleted: boolean;
}): number {
  const { body, authorId, system, edited, deleted } = message;
  const told = system ? JSON.stringify(Object.entries(system).sort()) : "";
  return hash(`${authorId} ${edited} ${deleted} ${told} ${body}`);
}
