import type { RoomRole } from "@roost/protocol/member.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";

/** That somebody is in a room, as of one of its versions. */
export interface Membership {
  roomId: string;
  role: RoomRole;
  readNumber: number;
  /** The room's version at the moment at which this was true. */
  version: number;
}

type Columns = [roomId: string, role: RoomRole, readNumber: number, version: number];

/** All rooms of many people, in one query. Who is in none is left out. */
export async function listMemberships(
  db: Db,
  userIds: readonly string[],
): Promise<Map<string, Membership[]>> {
  // One row a person: fifty thousand small rows would cost the server more than the database.
  const { rows } = await sql<{ user_id: string; rooms: Columns[] }>`
    SELECT m.user_id,
      json_agg(json_build_array(m.room_id, m.role, m.read_number, r.version)) AS rooms
    FROM members m
    JOIN rooms r ON r.id = m.room_id
    WHERE m.user_id = ANY(${[...new Set(userIds)]}::uuid[]) AND m.left_at IS NULL
    GROUP BY m.user_id`.execute(db);
  return new Map(rows.map((row) => [row.user_id, row.rooms.map(toMembership)]));
}

/** Whether people are in rooms, pair by pair in the given order; null where one is not. */
export async function findMemberships(
  db: Db,
  pairs: readonly { userId: string; roomId: string }[],
): Promise<(Membership | null)[]> {
  const { rows } = await sql<{ ord: number; columns: Columns }>`
    SELECT p.ord::int, json_build_array(m.room_id, m.role, m.read_number, r.version) AS columns
    FROM unnest(${pairs.map((pair) => pair.roomId)}::uuid[], ${pairs.map((pair) => pair.userId)}::uuid[])
      WITH ORDINALITY AS p (room_id, user_id, ord)
    JOIN members m ON m.room_id = p.room_id AND m.user_id = p.user_id AND m.left_at IS NULL
    JOIN rooms r ON r.id = m.room_id`.execute(db);
  const found: (Membership | null)[] = pairs.map(() => null);
  for (const { ord, columns } of rows) found[ord - 1] = toMembership(columns);
  return found;
}

function toMembership([roomId, role, readNumber, version]: Columns): Membership {
  return { roomId, role, readNumber, version };
}
