import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { type PlaceRow, placeRow } from "../persons/place-row.ts";
import { lockPersons, writePlaces } from "../persons/write-places.ts";
import { findRoomFor } from "../rooms/rights.ts";

type HideContext = Pick<Context, "database" | "bus">;

/**
 * Takes a direct out of the list of `actor`, until a message comes behind the one that they name; one that
 * is not there yet means the newest. Throws `room.not_found` and `room.wrong_kind`.
 */
export function hideDirect(
  ctx: HideContext,
  actor: Actor,
  roomId: string,
  number: number,
): Promise<void> {
  return setHidden(ctx, actor, "hideDirect", roomId, number);
}

/** Brings it back. Throws as `hideDirect`. */
export function showDirect(ctx: HideContext, actor: Actor, roomId: string): Promise<void> {
  return setHidden(ctx, actor, "showDirect", roomId, null);
}

async function setHidden(
  ctx: HideContext,
  actor: Actor,
  operation: "hideDirect" | "showDirect",
  roomId: string,
  number: number | null,
): Promise<void> {
  const events = await ctx.database.db.transaction().execute(async (tx) => {
    await sql.raw("SET LOCAL lock_timeout = '5s'").execute(tx);
    // Nobody comes into a direct or goes out of it, so its own lock is not needed.
    const room = await findRoomFor(tx, actor, operation, roomId);
    const versions = await lockPersons(tx, [actor.id]);
    const { rows } = await sql<PlaceRow>`
      SELECT ${placeRow} FROM places WHERE user_id = ${actor.id} AND room_id = ${roomId}`.execute(
      tx,
    );
    const hiddenAt = number === null ? null : Math.min(number, room.last_number);
    const changed = rows.filter((place) => place.hidden_at !== hiddenAt);
    return writePlaces(
      tx,
      versions,
      changed.map((place) => ({ ...place, hidden_at: hiddenAt })),
    );
  });
  ctx.bus.publish(events);
}
