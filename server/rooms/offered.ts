import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";

/**
 * Those of the rooms that somebody can offer to people whom they do not know yet: public ones, and those that they are
 * in. No directs, and none that is archived.
 *
 * @param userId Null for who runs commands on the server, and can offer any.
 */
export async function findRoomsToOffer(
  db: Db,
  userId: string | null,
  roomIds: readonly string[],
): Promise<Set<string>> {
  if (roomIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    SELECT r.id FROM rooms r
    LEFT JOIN members m ON m.room_id = r.id AND m.user_id = ${userId}::uuid AND m.left_at IS NULL
    WHERE r.id = ANY(${uuidArray(roomIds)}::uuid[]) AND r.kind <> 'direct' AND r.archived_at IS NULL
      AND (r.kind = 'public' OR m.user_id IS NOT NULL OR ${userId}::uuid IS NULL)`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
