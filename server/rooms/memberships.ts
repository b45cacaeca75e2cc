import type { RoomRole } from "@roost/protocol/member.ts";
import type { Uncounted } from "@roost/protocol/my-room.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { prepared } from "../store/prepared.ts";

/** That somebody is in a room, as of one of its versions. */
export interface Membership {
  roomId: string;
  role: RoomRole;
  /** Up to what was said, or what was written there since. */
  readNumber: number;
  /** The room's version at the moment at which this was true. */
  version: number;
  /** Of a direct that they have hidden: up to which message. */
  hiddenAt: number | null;
  /** Where the position went back: what they had written behind it by then. */
  ownNumbers: Uncounted | null;
}

export type MembershipColumns = [
  roomId: string,
  role: RoomRole,
  readNumber: number,
  version: number,
  hiddenAt: number | null,
  ownNumbers: Uncounted | null,
];

/** How far somebody has read, by the rows `m` and `p`: what they said, and what they wrote since. */
const position = "greatest(m.read_number, p.read_number)";

/** The columns of a membership, by the rows `m`, `r` and `p`. */
export const membershipColumns = sql.raw(
  `m.room_id, m.role, ${position}, r.version, p.hidden_at, p.own_numbers`,
);

/** The rooms of a person. */
export async function listMemberships(db: Db, userId: string): Promise<Membership[]> {
  const { rows } = await sql<{ columns: MembershipColumns }>`
    SELECT json_build_array(${membershipColumns}) AS columns
    FROM members m
    JOIN rooms r ON r.id = m.room_id
    LEFT JOIN places p ON p.user_id = m.user_id AND p.room_id = m.room_id
    WHERE m.user_id = ${userId} AND m.left_at IS NULL`.execute(db);
  return rows.map(({ columns }) => toMembership(columns));
}

/** Whether people are in rooms, pair by pair in the given order; null where one is not. */
export async function findMemberships(
  db: Db,
  pairs: readonly { userId: string; roomId: string }[],
): Promise<(Membership | null)[]> {
  const { rows } = await sql<{ ord: number; columns: MembershipColumns }>`${prepared("memberships")}
    SELECT q.ord::int, json_build_array(${membershipColumns}) AS columns
    FROM unnest(${pairs.map((pair) => pair.roomId)}::uuid[], ${pairs.map((pair) => pair.userId)}::uuid[])
      WITH ORDINALITY AS q (room_id, user_id, ord)
    JOIN members m ON m.room_id = q.room_id AND m.user_id = q.user_id AND m.left_at IS NULL
    JOIN rooms r ON r.id = m.room_id
    LEFT JOIN places p ON p.user_id = q.user_id AND p.room_id = q.room_id`.execute(db);
  const found: (Membership | null)[] = pairs.map(() => null);
  for (const { ord, columns } of rows) found[ord - 1] = toMembership(columns);
  return found;
}

/** @param columns More may follow them. */
export function toMembership(columns: readonly [...MembershipColumns, ...unknown[]]): Membership {
  const [roomId, role, readNumber, version, hiddenAt, ownNumbers] = columns;
  return { roomId, role, readNumber, version, hiddenAt, ownNumbers };
}
