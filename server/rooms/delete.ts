import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { type ChangeContext, changeRoom } from "./change.ts";
import { requireHere } from "./rights.ts";
import type { RoomChange } from "./room-change.ts";

/** Who runs commands on the server. */
interface CommandLine {
  id: null;
  means: "command line";
}

/** Members who are taken out by one change. */
const MAX_MEMBERS = 250;
/** Messages that are deleted by one change: whoever else changes the room waits for it. */
const MAX_MESSAGES = 2_000;

/**
 * Deletes a room, for one of its owners, who manages rooms, or who runs the server: nobody finds it or comes into it from the first commit on, and all who are in
 * it are taken out of it, on all their devices. Its messages are deleted by `purgeRooms`. Nothing brings it back.
 *
 * Throws `room.not_found`, `room.forbidden`, and `room.wrong_kind` for a direct.
 */
export async function deleteRoom(
  ctx: ChangeContext,
  by: Actor | CommandLine,
  roomId: string,
  operation: "deleteRoom" | "deleteAnyRoom" = "deleteRoom",
): Promise<void> {
  await changeRoom(ctx, roomId, async (change) => {
    if (by.id !== null) await requireHere(change, by, operation);
    const { kind, name, deleted_at } = change.room;
    if (deleted_at !== null) throw new Refusal("room.not_found");
    if (kind === "direct") {
      throw new Refusal("room.wrong_kind", "A direct conversation is hidden and not deleted.");
    }
    const now = new Date();
    // As a private one that nobody is in, it is unknown to all that looks for rooms.
    change.set({ kind: "private", name: "", topic: "", archived_at: now, deleted_at: now });
    change.set({ to_purge: true });
    await change.audit(by, "room.deleted", { roomId, name });
  });
  await takeOut(ctx, roomId);
}

/**
 * Takes away what is left of deleted rooms: members, where a deletion was broken off, and messages with all that
 * belongs to them. Safe on several nodes at once, and to be broken off at any time.
 */
export async function purgeRooms(ctx: Pick<Context, "database" | "changes">): Promise<void> {
  const rooms = await ctx.database.db
    .selectFrom("rooms")
    .select("id")
    .where("to_purge", "=", true)
    .execute();
  for (const { id } of rooms) {
    await takeOut(ctx, id);
    while (await changeRoom(ctx, id, (change) => change.purge(MAX_MESSAGES)));
  }
}

async function takeOut(ctx: ChangeContext, roomId: string): Promise<void> {
  while (await changeRoom(ctx, roomId, dropSome));
}

/** Returns whether there may be more. */
async function dropSome(change: RoomChange): Promise<boolean> {
  const members = await change.tx
    .selectFrom("members")
    .select("user_id")
    .where("room_id", "=", change.room.id)
    .where("left_at", "is", null)
    .limit(MAX_MEMBERS)
    .execute();
  for (const { user_id } of members) await change.dropMember(user_id);
  return members.length === MAX_MEMBERS;
}
