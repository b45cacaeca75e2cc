import type { RoomKind } from "@roost/protocol/room.ts";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../store/database.ts";

/** SQL: for how many days messages are kept in a room `r`; 0 for ever. @param serverDays Where the room has no own. */
export function daysOf(serverDays: number): RawBuilder<number> {
  return sql<number>`coalesce(r.retention_days, ${serverDays}::int)`;
}

/** SQL: as `keptSince`, in a room `r`. In hours: a day of the database's own time zone may have 23 or 25. */
export function keptSinceIn(days: RawBuilder<number>, now: Date): RawBuilder<Date> {
  return sql<Date>`${now}::timestamptz - make_interval(hours => 24 * ${days})`;
}

export interface Going {
  id: string;
  kind: RoomKind;
  name: string;
  messages: number;
  from: Date;
  to: Date;
}

/**
 * What is too old in each room, without rooms where that is nothing.
 *
 * @param which SQL over rooms `r`.
 * @param days SQL over rooms `r`; 0 for ever.
 */
export async function findGoing(
  db: Db,
  which: RawBuilder<unknown>,
  days: RawBuilder<number>,
  now: Date,
): Promise<Going[]> {
  const { rows } = await sql<Going>`
    SELECT r.id, r.kind, r.name, count(*)::int AS messages, min(m.created_at) AS "from",
      max(m.created_at) AS "to"
    FROM rooms r JOIN messages m ON m.room_id = r.id
    WHERE r.deleted_at IS NULL AND ${which} AND ${days} > 0
      AND m.number > r.expired_number AND m.author_id IS NOT NULL AND m.deleted_at IS NULL
      AND m.created_at < ${keptSinceIn(days, now)}
    GROUP BY r.id, r.kind, r.name
    ORDER BY messages DESC, r.id`.execute(db);
  return rows;
}
