import { type Message, messageId } from "@roost/protocol/message.ts";
import type { Selectable } from "kysely";
import type { Schema } from "../store/schema.ts";

export const messageColumns = [
  "room_id",
  "number",
  "version",
  "author_id",
  "client_message_id",
  "body",
  "system",
  "created_at",
  "edited_at",
  "deleted_at",
  "seen",
  "reply_to",
  "mentions",
  "pinned_at",
  "pinned_by",
  "thread_number",
  "in_room",
  "forwarded",
  "restored_version",
] as const;

/** A row of `messages`. */
export type MessageRow = Pick<Selectable<Schema["messages"]>, (typeof messageColumns)[number]>;

/** A row as `to_jsonb` gives it. */
export type StoredMessage = Omit<
  MessageRow,
  "created_at" | "edited_at" | "deleted_at" | "pinned_at"
> & {
  created_at: string;
  edited_at: string | null;
  deleted_at: string | null;
  pinned_at: string | null;
};

export function toRow(stored: StoredMessage): MessageRow {
  return {
    ...stored,
    created_at: new Date(stored.created_at),
    edited_at: stored.edited_at === null ? null : new Date(stored.edited_at),
    deleted_at: stored.deleted_at === null ? null : new Date(stored.deleted_at),
    pinned_at: stored.pinned_at === null ? null : new Date(stored.pinned_at),
  };
}

/** Written out, with nothing copied: each message that is posted goes through here. */
export function toMessage(row: MessageRow): Message {
  const message: Message = {
    id: messageId(row.room_id, row.number),
    roomId: row.room_id,
    number: row.number,
    version: row.version,
    authorId: row.author_id,
    clientMessageId: row.client_message_id,
    body: row.body,
    system: row.system,
    createdAt: row.created_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
  };
  if (row.seen !== null) message.seen = row.seen;
  if (row.reply_to !== null) message.replyTo = row.reply_to;
  if (row.mentions !== null) message.mentions = row.mentions;
  if (row.thread_number !== null) message.threadNumber = row.thread_number;
  if (row.in_room) message.inRoom = true;
  if (row.restored_version !== null) message.restoredVersion = row.restored_version;
  // An older node deletes a message without taking its pin, or what it forwards, away.
  if (row.deleted_at !== null) return message;
  const { pinned_at: at, pinned_by: byId, forwarded } = row;
  if (at !== null && byId !== null) message.pinned = { at: at.toISOString(), byId };
  if (forwarded !== null) message.forwarded = forwarded;
  return message;
}

/** SQL over messages `m`: those that stand in the timeline of their room. See `isMain`. */
export const mainMessages = "(m.thread_number IS NULL OR m.in_room IS TRUE)";

/** The people whom messages mention: authors, and those whom system events are about. */
export function* peopleOf(messages: Iterable<Message>): Iterable<string> {
  for (const { authorId, system, mentions, pinned, forwarded } of messages) {
    if (authorId !== null) yield authorId;
    if (mentions !== undefined) yield* mentions;
    if (pinned !== undefined) yield pinned.byId;
    if (forwarded !== undefined) yield forwarded.authorId;
    if (system !== null && "userId" in system) yield system.userId;
    if (system !== null && "byId" in system) yield system.byId;
  }
}
