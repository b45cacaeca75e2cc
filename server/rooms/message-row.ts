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
