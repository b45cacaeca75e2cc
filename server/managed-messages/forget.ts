import { sql } from "kysely";
import type { Context } from "../context.ts";
import { keptSince } from "../retention/kept-since.ts";

/** Rooms that are looked at together. */
const roomsAtOnce = 1_000;

/** Forgets for good what was deleted too long ago to come back. */
export async function forgetDeleted(
  { database: { db }, settings }: Pick<Context, "database" | "settings">,
  now: Date,
): Promise<void> {
  const since = keptSince(settings.values.deletedKeptDays, now);
  for (;;) {
    const { rows } = await sql<{ roomId: string }>`
      SELECT DISTINCT room_id AS "roomId" FROM deleted_messages
      WHERE deleted_at <= ${since} LIMIT ${roomsAtOnce}`.execute(db);
    for (const { roomId } of rows) {
      await sql`
        DELETE FROM deleted_messages
        WHERE room_id = ${roomId} AND deleted_at <= ${since}`.execute(db);
    }
    if (rows.length < roomsAtOnce) return;
  }
}
