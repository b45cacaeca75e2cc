import { type Message, messageId, type SystemEvent } from "@roost/protocol/message.ts";

/** A row of `messages`. */
export interface MessageRow {
  room_id: string;
  number: number;
  version: number;
  author_id: string | null;
  client_message_id: string | null;
  body: string;
  system: SystemEvent | null;
  created_at: Date;
  edited_at: Date | null;
  deleted_at: Date | null;
}

/** A row as `to_jsonb` gives it. */
export type StoredMessage = Omit<MessageRow, "created_at" | "edited_at" | "deleted_at"> & {
  created_at: string;
  edited_at: string | null;
  deleted_at: string | null;
};

export function toRow(stored: StoredMessage): MessageRow {
  return {
    ...stored,
    created_at: new Date(stored.created_at),
    edited_at: stored.edited_at === null ? null : new Date(stored.edited_at),
    deleted_at: stored.deleted_at === null ? null : new Date(stored.deleted_at),
  };
}

export function toMessage(row: MessageRow): Message {
  return {
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
}

/** The people whom messages mention: authors, and those whom system events are about. */
export function* peopleOf(messages: Iterable<Message>): Iterable<string> {
  for (const { authorId, system } of messages) {
    if (authorId !== null) yield authorId;
    if (system !== null && "userId" in system) yield system.userId;
    if (system !== null && "byId" in system) yield system.byId;
  }
}
