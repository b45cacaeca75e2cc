import type { Context } from "../context.ts";
import type { NewRoom } from "./change-batch.ts";
import type { RoomChange } from "./room-change.ts";

/** What a change of a room needs of the server. */
export type ChangeContext = Pick<Context, "database" | "changes">;

/**
 * Runs `work` as one change of one room: under the room's row lock, in a transaction that raises
 * its version by one, and published after the commit. Work that touches nothing changes nothing.
 * Changes of one room share transactions (see `ChangeQueue`); where one of them fails, `work` runs
 * again, after all that it did was rolled back.
 *
 * Throws `room.not_found` where there is no such room, `server.busy`, and whatever `work` throws.
 */
export function changeRoom<T>(
  ctx: ChangeContext,
  roomId: string,
  work: (change: RoomChange) => Promise<T>,
): Promise<T> {
  return ctx.changes.change(roomId, work);
}

/** Makes a room, with `work` as its first change; as its next one, where there is one of this id. */
export function createWith<T>(
  ctx: ChangeContext,
  room: NewRoom,
  work: (change: RoomChange) => Promise<T>,
): Promise<T> {
  return ctx.changes.create(room, work);
}
