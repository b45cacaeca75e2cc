import type { RoomRole } from "@roost/protocol/member.ts";
import { type Message, parseMessageId } from "@roost/protocol/message.ts";
import { sql } from "kysely";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, changeRoom } from "../rooms/change.ts";
import { type MessageRow, toMessage } from "../rooms/message-row.ts";
import type { RoomChange } from "../rooms/room-change.ts";
import { messageBody } from "./text.ts";

/**
 * Replaces the body of a message of one's own. Throws `message.not_found` (also for a deleted
 * one), `message.forbidden` and `text.…`.
 */
export async function editMessage(
  ctx: ChangeContext,
  userId: string,
  id: string,
  newBody: string,
): Promise<Message> {
  const body = messageBody(newBody);
  return change(ctx, userId, id, async (room, row) => {
    if (row.author_id !== userId) throw new Refusal("message.forbidden");
    if (row.deleted_at) throw new Refusal("message.not_found", "This message was deleted.");
    if (row.body === body) return toMessage(row);
    return room.rewrite(row.number, "edited", body);
  });
}

/**
 * Deletes a message, one's own or as owner or moderator of the room any that a person wrote: its
 * number stays, its body is gone from the store. Deleting it again changes nothing. Throws
 * `message.not_found` and `message.forbidden`.
 */
export async function deleteMessage(
  ctx: ChangeContext,
  userId: string,
  id: string,
): Promise<Message> {
  return change(ctx, userId, id, async (room, row, role) => {
    const allowed = row.author_id === userId || (row.author_id !== null && role !== "member");
    if (!allowed) throw new Refusal("message.forbidden");
    if (row.deleted_at) return toMessage(row);
    return room.rewrite(row.number, "deleted", "");
  });
}

function change(
  ctx: ChangeContext,
  userId: string,
  id: string,
  work: (room: RoomChange, row: MessageRow, role: RoomRole) => Promise<Message>,
): Promise<Message> {
  const { roomId, number } = parseMessageId(id);
  return changeRoom(ctx, roomId, async (room) => {
    const { rows } = await sql<MessageRow & { role: RoomRole }>`
      SELECT message.*, m.role
      FROM members m
      JOIN messages message ON message.room_id = m.room_id AND message.number = ${number}
      WHERE m.room_id = ${roomId} AND m.user_id = ${userId} AND m.left_at IS NULL`.execute(room.tx);
    const row = rows[0];
    if (!row) throw new Refusal("message.not_found");
    return work(room, row, row.role);
  }).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "room.not_found") {
      throw new Refusal("message.not_found");
    }
    throw error;
  });
}
