import { limits } from "@roost/protocol/limits.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import type { Mark, MarkBatch } from "./mark-queue.ts";

/** It is noted, or there was nothing to note. */
export type Delivered = true;

interface Moved {
  room_id: string;
  user_id: string;
  number: number;
  read_number: number;
}

/**
 * Notes that devices have the messages of directs up to a number; a number beyond the newest message means the
 * newest. What is no small direct of that person, and what moves nothing, is passed over. Tells those who look.
 */
export async function writeDeliveries(
  db: Db,
  marks: readonly Mark[],
): Promise<MarkBatch<Delivered>> {
  // In one order, so that two nodes do not wait for each other.
  const { rows } = await sql<Moved>`
    WITH said AS (
      SELECT m.room_id, m.user_id, least(mark.number, r.last_number) AS number,
        greatest(m.read_number, p.read_number) AS read_number
      FROM unnest(${marks.map(({ userId }) => userId)}::uuid[], ${marks.map(({ roomId }) => roomId)}::uuid[],
        ${marks.map(({ number }) => number)}::bigint[]) AS mark (user_id, room_id, number)
      JOIN members m
        ON m.room_id = mark.room_id AND m.user_id = mark.user_id AND m.left_at IS NULL
      JOIN rooms r ON r.id = mark.room_id AND r.kind = 'direct'
        AND r.member_count <= ${limits.receiptsMembers}
      LEFT JOIN places p ON p.user_id = m.user_id AND p.room_id = m.room_id
    ), moved AS (
      INSERT INTO deliveries AS held (room_id, user_id, number)
      SELECT room_id, user_id, number FROM said WHERE number > read_number
      ORDER BY room_id, user_id
      ON CONFLICT (room_id, user_id) DO UPDATE SET number = excluded.number
        WHERE held.number < excluded.number
      RETURNING room_id, user_id, number
    )
    SELECT room_id, user_id, moved.number, said.read_number
    FROM moved JOIN said USING (room_id, user_id)`.execute(db);
  const events = rows.map((row) => ({
    kind: "signal" as const,
    subjectId: row.room_id,
    signal: {
      type: "read" as const,
      userId: row.user_id,
      readNumber: row.read_number,
      deliveredNumber: row.number,
    },
  }));
  return { results: marks.map(() => true), events };
}
