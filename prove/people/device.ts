import type { RoomRole } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { Link } from "@roost/stage/link.ts";
import type { Post, ReplicaRoom } from "../history.ts";
import type { WrongClock } from "./wrong-clock.ts";

/** A room as the one who acts in it knows it. */
export interface HeldRoom {
  id: string;
  role: RoomRole;
  lastNumber: number;
}

/** The requests over HTTP that people make. Each throws `ApiError` where it is refused. */
export interface Requests {
  editMessage(messageId: string, body: string): Promise<Message>;
  deleteMessage(messageId: string): Promise<Message>;
  joinRoom(roomId: string): Promise<unknown>;
  leaveRoom(roomId: string): Promise<void>;
  invite(roomId: string, userIds: readonly string[]): Promise<unknown>;
  removeMember(roomId: string, userId: string): Promise<void>;
  updateRoom(roomId: string, patch: { name?: string; topic?: string }): Promise<unknown>;
  createRoom(room: { name: string; kind: "public" | "private" }): Promise<{ id: string }>;
}

/** One device of one person, on a way of its own to the servers. */
export interface Device {
  readonly name: string;
  readonly userId: string;
  readonly link: Link;
  readonly api: Requests;
  /** Where the device is of a kind that looks at a clock. */
  readonly clock: WrongClock | null;
  /** Resolves when it has its rooms. */
  start(): Promise<void>;
  rooms(): HeldRoom[];
  /** Sends a message, now or when it can. Returns its `clientMessageId`. */
  post(roomId: string, body: string): string;
  /** Sends a message of this person once more as it was, unless there is no connection. */
  repeat(post: Post): void;
  markRead(roomId: string, number: number): void;
  /** Looks at a room, or at more of it. */
  look(roomId: string): void;
  /** The program ends and begins again. */
  restart(): void;
  /** Messages that wait for an answer. */
  unanswered(): number;
  /** Null while it is not connected. */
  replica(): ReplicaRoom[] | null;
  close(): Promise<void>;
}
