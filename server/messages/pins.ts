import type { PinsList } from "@roost/protocol/http.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { Message } from "@roost/protocol/message.ts";
import { sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import type { ChangeContext } from "../rooms/change.ts";
import { messageColumns, peopleOf, toMessage } from "../rooms/message-row.ts";
import { findRoomFor } from "../rooms/rights.ts";
import type { Db, Reader } from "../store/database.ts";
import { changeMessage } from "./rewrite.ts";

/**
 * Pins a message in its room, which says so, or takes that back. Doing it again changes nothing. Throws
 * `message.not_found` (also for a deleted one), `room.forbidden`, `message.forbidden` for an event,
 * `pin.too_many`, and why nobody may write now.
 */
export async function setPinned(
  ctx: ChangeContext,
  actor: Actor,
  id: string,
  on: boolean,
): Promise<Message> {
  return changeMessage(ctx, actor, on ? "pin" : "unpin", id, async (room, row) => {
    if (row.deleted_at) throw new Refusal("message.not_found", "This message was deleted.");
    if ((row.pinned_at !== null) === on) return toMessage(row);
    await room.requireWriter(actor.id);
    const { number } = row;
    if (!on) return room.pin(number, null);
    const pins = await pinned(room.tx, room.room.id).select("number").execute();
    if (pins.length >= limits.roomPins) {
      const detail = `A room keeps ${limits.roomPins} pinned messages; unpin one first.`;
      throw new Refusal("pin.too_many", detail);
    }
    const message = await room.pin(number, actor.id);
    await room.say({ event: "pinned", byId: actor.id, number });
    return message;
  });
}

/** The pinned messages of a room of mine, what was pinned last first. Throws `room.not_found`. */
export async function listPins(
  ctx: Pick<Context, "database">,
  actor: Actor,
  roomId: string,
): Promise<PinsList> {
  const { db } = ctx.database;
  await findRoomFor(db, actor, "pins", roomId);
  const rows = await pinned(db, roomId)
    .select(messageColumns)
    .orderBy(sql`pinned_at DESC, number DESC`)
    .execute();
  const messages = rows.map(toMessage);
  return { messages, users: await loadPeople(db, peopleOf(messages)) };
}

/** An older node deletes messages without taking them from the pins. */
function pinned(db: Db | Reader, roomId: string) {
  return db
    .selectFrom("messages")
    .where("room_id", "=", roomId)
    .where("pinned_at", "is not", null)
    .where("deleted_at", "is", null);
}
