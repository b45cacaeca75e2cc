import type { ManagedRoom, ManagedRoomDetails, RoomCounts } from "@roost/protocol/managed-rooms.ts";
import { sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { findRoomFor } from "../rooms/rights.ts";
import { findManagedRoom } from "./list.ts";

type Counted = Pick<ManagedRoomDetails, "ownerCount" | "moderatorCount" | "guestCount"> & {
  madeBy: string | null;
};

/** A room with what lists leave out. Throws `room.not_found`, also for a direct. */
export async function getManagedRoom(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  roomId: string,
): Promise<ManagedRoomDetails> {
  const row = await findRoomFor(db, actor, "anyRoom", roomId);
  const [room, { rows }] = await Promise.all([
    findManagedRoom(db, roomId),
    sql<Counted>`
      SELECT (SELECT r.made_by FROM rooms r WHERE r.id = ${roomId}) AS "madeBy",
        count(*) FILTER (WHERE m.role = 'owner')::int AS "ownerCount",
        count(*) FILTER (WHERE m.role = 'moderator')::int AS "moderatorCount",
        count(*) FILTER (WHERE u.role = 'guest')::int AS "guestCount"
      FROM members m JOIN users u ON u.id = m.user_id
      WHERE m.room_id = ${roomId} AND m.left_at IS NULL`.execute(db),
  ]);
  const [counted] = rows;
  if (!room || !counted) throw new Refusal("room.not_found");
  const { madeBy, ...counts } = counted;
  const [maker = null] = madeBy === null ? [] : await loadPeople(db, [madeBy]);
  return {
    ...(room satisfies ManagedRoom),
    ...counts,
    announcement: row.announcement,
    slowSeconds: row.slow_seconds,
    guardedMentions: row.guarded_mentions,
    madeBy: maker,
    myRole: row.role,
  };
}

/** How many rooms and directs there are. */
export async function countRooms(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
): Promise<RoomCounts> {
  requireRight(actor, "roomCounts");
  const { rows } = await sql<RoomCounts>`
    SELECT count(*) FILTER (WHERE kind = 'public')::int AS public,
      count(*) FILTER (WHERE kind = 'private')::int AS private,
      count(*) FILTER (WHERE kind <> 'direct' AND archived_at IS NOT NULL)::int AS archived,
      count(*) FILTER (WHERE kind = 'direct')::int AS directs
    FROM rooms WHERE deleted_at IS NULL`.execute(db);
  return rows[0] as RoomCounts;
}
