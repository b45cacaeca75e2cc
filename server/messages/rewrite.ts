import { type Message, parseMessageId } from "@roost/protocol/message.ts";
import type { Operation } from "@roost/protocol/rights.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, changeRoom } from "../rooms/change.ts";
import { type MessageRow, messageColumns, toMessage } from "../rooms/message-row.ts";
import type { RoomChange } from "../rooms/room-change.ts";
import type { Reader } from "../store/database.ts";
import { mentionsHere } from "./here.ts";
import { findMentions } from "./mentions.ts";
import { messageBody } from "./text.ts";
import { recount } from "./threads.ts";

/**
 * Replaces the body of a message of one's own. Throws `message.not_found` (also for a deleted
 * one), `message.forbidden`, `text.…`, `filter.refused`, and why nobody may write now.
 */
export async function editMessage(
  ctx: ChangeContext & Pick<Context, "filters">,
  actor: Actor,
  id: string,
  newBody: string,
): Promise<Message> {
  const passed = ctx.filters.pass(actor, newBody);
  // Whoever waits here without need comes behind what was asked for later.
  const body = messageBody(typeof passed === "string" ? passed : await passed);
  return changeMessage(ctx, actor, "editMessage", id, async (room, row) => {
    if (row.deleted_at) throw new Refusal("message.not_found", "This message was deleted.");
    if (row.body === body) return toMessage(row);
    await room.requireWriter(actor.id);
    const { room_id: roomId, author_id: authorId } = row;
    const found = await findMentions(room.tx, { roomId, authorId, body });
    const kept = await keptByHere(room.tx, row, body);
    const all = new Set([...(found ?? []), ...kept]);
    const mentions = all.size === 0 ? null : [...all];
    return room.rewrite(row.number, "edited", { body, mentions });
  });
}

/** MNT-6: whom a message mentioned by `@here` alone, where an edit leaves that in it. */
async function keptByHere(tx: Reader, row: MessageRow, body: string): Promise<string[]> {
  if (row.mentions === null || !mentionsHere(row.body) || !mentionsHere(body)) return [];
  const { room_id: roomId, author_id: authorId } = row;
  const named = await findMentions(tx, { roomId, authorId, body: row.body });
  return row.mentions.filter((id) => id !== roomId && !named?.includes(id));
}

/**
 * Deletes a message: its number stays, its body is gone for everybody in the room. For some days it is kept beside the
 * messages, for who may bring it back. Deleting it again changes nothing. Throws `message.not_found` and `message.forbidden`.
 */
export async function deleteMessage(ctx: EraseContext, actor: Actor, id: string): Promise<Message> {
  return changeMessage(ctx, actor, "deleteMessage", id, (room, row) =>
    takeAway(ctx, room, row, actor.id),
  );
}

/** What a deletion needs of the server: it goes by the settings how long what is deleted is kept. */
export type EraseContext = ChangeContext & Pick<Context, "settings">;

/** Deletes a message of the room, whoever may have asked for it. For as long as the settings say, it can be brought back. */
export async function takeAway(
  { settings }: Pick<Context, "settings">,
  room: RoomChange,
  row: MessageRow,
  byId: string,
): Promise<Message> {
  if (row.deleted_at) return toMessage(row);
  if (settings.values.deletedKeptDays > 0) await room.setAside(row.number, byId);
  return erase(room, row);
}

/** Deletes a message of the room for good, whoever may have asked for it: nothing more is kept of it than was set aside. */
export async function erase(room: RoomChange, row: MessageRow): Promise<Message> {
  if (row.deleted_at) return toMessage(row);
  await room.erase("reactions", { number: row.number });
  const deleted = await room.rewrite(row.number, "deleted", { body: "", mentions: null });
  if (row.thread_number !== null) await recount(room, row.thread_number);
  return deleted;
}

/** A message of the room that is being changed. */
export function findMessage(room: RoomChange, number: number): Promise<MessageRow | undefined> {
  return room.tx
    .selectFrom("messages")
    .select(messageColumns)
    .where("room_id", "=", room.room.id)
    .where("number", "=", number)
    .executeTakeFirst();
}

/** Changes the room of a message, for who may do that with the message, which is read first. */
export function changeMessage(
  ctx: ChangeContext,
  actor: Actor,
  operation: Operation,
  id: string,
  work: (room: RoomChange, row: MessageRow) => Promise<Message>,
): Promise<Message> {
  const { roomId, number } = parseMessageId(id);
  return changeRoomOfMessage(ctx, roomId, async (room) => {
    const row = await room.tx
      .selectFrom("members")
      .innerJoin("messages", "messages.room_id", "members.room_id")
      .select(messageColumns.map((column) => `messages.${column}` as const))
      .select("members.role")
      .where("members.room_id", "=", roomId)
      .where("members.user_id", "=", actor.id)
      .where("members.left_at", "is", null)
      .where("messages.number", "=", number)
      .executeTakeFirst();
    if (!row) throw new Refusal("message.not_found");
    const { kind, user_ids: userIds } = room.room;
    const concerned = { kind, userIds, role: row.role };
    requireRight(actor, operation, { room: concerned, message: { authorId: row.author_id } });
    return work(room, row);
  });
}

/** As `changeRoom`, for who asked for a message: a room that is not there is told as that. */
export function changeRoomOfMessage<T>(
  ctx: ChangeContext,
  roomId: string,
  work: (room: RoomChange) => Promise<T>,
): Promise<T> {
  return changeRoom(ctx, roomId, work).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "room.not_found") {
      throw new Refusal("message.not_found");
    }
    throw error;
  });
}
