import type { CustomEmoji, CustomEmojiList } from "@roost/protocol/custom-emoji.ts";
import type { PatchRoom } from "@roost/protocol/http.ts";
import type { RoomRole } from "@roost/protocol/member.ts";
import type { Message } from "@roost/protocol/message.ts";
import type { Draft, OwnRow } from "@roost/protocol/own.ts";
import type { Reaction } from "@roost/protocol/reaction.ts";
import type { RoomKind } from "@roost/protocol/room.ts";
import type { Schedule } from "@roost/protocol/scheduled.ts";
import type { Standing } from "@roost/sdk";
import type { Link } from "@roost/stage/link.ts";
import type { Post, ReplicaRoom } from "../history.ts";
import type { WrongClock } from "./wrong-clock.ts";

/** A room as the one who acts in it knows it. */
export interface HeldRoom {
  id: string;
  kind: RoomKind;
  userIds: readonly string[];
  role: RoomRole;
  isArchived: boolean;
  lastNumber: number;
}

/** The requests over HTTP that people make. Each throws `ApiError` where it is refused. */
export interface Requests {
  editMessage(messageId: string, body: string): Promise<Message>;
  deleteMessage(messageId: string): Promise<Message>;
  pin(messageId: string): Promise<Message>;
  unpin(messageId: string): Promise<Message>;
  react(message: Pick<Message, "id" | "roomId">, emoji: string): Promise<Reaction>;
  unreact(message: Pick<Message, "id" | "roomId">, emoji: string): Promise<Reaction | null>;
  emoji(since?: number): Promise<CustomEmojiList>;
  addEmoji(name: string, image: Blob): Promise<CustomEmoji>;
  deleteEmoji(name: string): Promise<void>;
  /** An empty body takes it away. */
  setDraft(roomId: string, draft: Draft): Promise<OwnRow | null>;
  /** Has a message sent later. */
  schedule(roomId: string, message: Schedule): Promise<OwnRow>;
  save(messageId: string): Promise<OwnRow | null>;
  unsave(messageId: string): Promise<OwnRow | null>;
  mute(roomId: string): Promise<OwnRow>;
  unmute(roomId: string): Promise<OwnRow | null>;
  putInSection(roomId: string, section: string): Promise<OwnRow>;
  takeOutOfSection(roomId: string): Promise<OwnRow | null>;
  block(userId: string): Promise<OwnRow | null>;
  unblock(userId: string): Promise<OwnRow | null>;
  joinRoom(roomId: string): Promise<unknown>;
  leaveRoom(roomId: string): Promise<void>;
  invite(roomId: string, userIds: readonly string[]): Promise<unknown>;
  setRole(roomId: string, userId: string, role: RoomRole): Promise<unknown>;
  removeMember(roomId: string, userId: string): Promise<void>;
  updateRoom(roomId: string, patch: PatchRoom): Promise<unknown>;
  deleteRoom(roomId: string): Promise<void>;
  openDirect(userIds: readonly string[]): Promise<{ room: { id: string } }>;
  hideDirect(roomId: string, number: number): Promise<void>;
  markUnread(roomId: string, number: number): Promise<unknown>;
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
  post(roomId: string, body: string, standing?: Standing): string;
  /** Sends a message of this person once more as it was, unless there is no connection. */
  repeat(post: Post): void;
  markRead(roomId: string, number: number): void;
  /** Looks at a room, or at more of it, and from then on at who types there and in a thread of it, and at somebody. */
  look(roomId: string, userId: string, root: number): void;
  /** In a room, or in a thread of it. */
  type(roomId: string, root?: number): void;
  /** The program ends and begins again. */
  restart(): void;
  /** Messages that wait for an answer. */
  unanswered(): number;
  /** Null while it is not connected. */
  replica(): ReplicaRoom[] | null;
  /** What its person keeps: the text by kind and key. */
  own(): Record<string, string>;
  /** The emoji of the server: the address of the image by name. */
  emoji(): Record<string, string>;
  close(): Promise<void>;
}
