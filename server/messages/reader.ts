import type { MessagesPage, MessagesQuery } from "@roost/protocol/http.ts";
import { type Message, parseMessageId } from "@roost/protocol/message.ts";
import { loadPeople } from "../accounts/people.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { type MessageRow, peopleOf, toMessage } from "../rooms/message-row.ts";
import type { Db } from "../store/database.ts";

/** A page of a room of mine: the newest, or that before or after a number. */
export async function listMessages(
  ctx: Pick<Context, "database" | "pageSize">,
  userId: string,
  roomId: string,
  { before, after, limit = ctx.pageSize }: MessagesQuery,
): Promise<MessagesPage> {
  const { db } = ctx.database;
  const room = await roomOf(db, userId, roomId);
  const forwards = after !== undefined && before === undefined;
  let query = db
    .selectFrom("messages")
    .selectAll()
    .where("room_id", "=", roomId)
    .orderBy("number", forwards ? "asc" : "desc")
    .limit(limit);
  if (before !== undefined) query = query.where("number", "<", before);
  if (after !== undefined) query = query.where("number", ">", after);
  const messages = (await query.execute()).map((row) => toMessage(row as MessageRow));
  if (!forwards) messages.reverse();
  const first = messages[0]?.number ?? before ?? room.last_number + 1;
  const last = messages.at(-1)?.number ?? after ?? (before ?? room.last_number + 1) - 1;
  return {
    messages,
    users: await loadPeople(db, peopleOf(messages)),
    version: room.version,
    hasBefore: Math.min(first, room.last_number + 1) > 1,
    hasAfter: last < room.last_number,
  };
}

/** One message of a room of mine. Throws `message.not_found`. */
export async function getMessage(
  ctx: Pick<Context, "database">,
  userId: string,
  id: string,
): Promise<Message> {
  const { roomId, number } = parseMessageId(id);
  const row = await ctx.database.db
    .selectFrom("messages")
    .innerJoin("members", "members.room_id", "messages.room_id")
    .selectAll("messages")
    .where("messages.room_id", "=", roomId)
    .where("messages.number", "=", number)
    .where("members.user_id", "=", userId)
    .where("members.left_at", "is", null)
    .executeTakeFirst();
  if (!row) throw new Refusal("message.not_found");
  return toMessage(row as MessageRow);
}

async function roomOf(db: Db, userId: string, roomId: string) {
  const room = await db
    .selectFrom("rooms")
    .innerJoin("members", "members.room_id", "rooms.id")
    .select(["rooms.version", "rooms.last_number"])
    .where("rooms.id", "=", roomId)
    .where("members.user_id", "=", userId)
    .where("members.left_at", "is", null)
    .executeTakeFirst();
  if (!room) throw new Refusal("room.not_found");
  return room;
}
