import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";

/** Where a walk through somebody's rooms is: in a room, behind a message; before the first room with null. */
export interface WalkPlace {
  roomId: string | null;
  number: number;
}

/** Numbers of messages that one step of a walk looks at. */
const numbersAStep = 10_000;

/** What one step is about: the messages behind `from`, up to `to`. */
export interface Stretch {
  roomId: string;
  from: number;
  to: number;
}

/** The next stretch of the rooms that somebody is or was in, in the order of their ids; null behind the last. */
export async function nextStretch(
  db: Db,
  userId: string,
  { roomId, number }: WalkPlace,
): Promise<Stretch | null> {
  if (roomId !== null) {
    const last = await lastNumberOf(db, roomId);
    if (last > number) return stretchFrom(roomId, number, last);
  }
  const next = await nextRoom(db, userId, roomId);
  return next === null ? null : stretchFrom(next, 0, await lastNumberOf(db, next));
}

/** The next room that somebody is or was in; null behind the last. @param isPresent Only those that they are in. */
export async function nextRoom(
  db: Db,
  userId: string,
  after: string | null,
  isPresent = false,
): Promise<string | null> {
  const { rows } = await sql<{ roomId: string }>`
    SELECT room_id AS "roomId" FROM places
    WHERE user_id = ${userId} ${after === null ? sql`` : sql`AND room_id > ${after}`}
      ${isPresent ? sql`AND left_at IS NULL` : sql``}
    ORDER BY room_id LIMIT 1`.execute(db);
  return rows[0]?.roomId ?? null;
}

/** About as many rooms and stretches as there are: people write in the meantime. */
export async function countWalk(
  db: Db,
  userId: string,
): Promise<{ rooms: number; stretches: number }> {
  const { rows: places } = await sql<{ roomId: string }>`
    SELECT room_id AS "roomId" FROM places WHERE user_id = ${userId}`.execute(db);
  const ids = uuidArray(places.map(({ roomId }) => roomId));
  const { rows } = await sql<{ steps: number }>`
    SELECT coalesce(sum(greatest(1, ceil(last_number / ${numbersAStep}::numeric))), 0)::int AS steps
    FROM rooms WHERE id = ANY(${ids}::uuid[])`.execute(db);
  return { rooms: places.length, stretches: rows[0]?.steps ?? 0 };
}

function stretchFrom(roomId: string, from: number, last: number): Stretch {
  return { roomId, from, to: Math.min(from + numbersAStep, last) };
}

async function lastNumberOf(db: Db, roomId: string): Promise<number> {
  const room = await db
    .selectFrom("rooms")
    .select("last_number")
    .where("id", "=", roomId)
    .executeTakeFirst();
  return room?.last_number ?? 0;
}
