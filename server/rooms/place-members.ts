import { sql } from "kysely";
import { type ChangeContext, changeRoom } from "./change.ts";

/** Rooms that are looked at in one go. */
const MAX_ROOMS = 100;

/**
 * Writes the places of those who came in or went out by an older node, which knows of none, while nodes
 * are upgraded one by one. Safe on several nodes at once. Returns how many there were.
 */
export async function placeMembers(ctx: ChangeContext): Promise<number> {
  let total = 0;
  for (;;) {
    const { rows } = await sql<{ room_id: string }>`
      SELECT DISTINCT room_id FROM (
        SELECT room_id FROM members WHERE placed_version IS DISTINCT FROM version LIMIT ${MAX_ROOMS}
      ) unplaced`.execute(ctx.database.db);
    for (const { room_id } of rows) {
      total += await changeRoom(ctx, room_id, (change) => change.placeOthers());
    }
    if (rows.length === 0) return total;
  }
}
