import type { ReadState } from "@roost/protocol/http.ts";
import { sql } from "kysely";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";

/**
 * Notes that a person has read a room up to a message. The highest number ever said counts, so
 * that devices may say it late, twice and in any order; a number beyond the newest message means
 * the newest. Tells the person's other devices. Throws `room.not_found`.
 */
export async function markRead(
  ctx: Pick<Context, "database" | "bus">,
  userId: string,
  roomId: string,
  number: number,
): Promise<ReadState> {
  const { rows } = await sql<{ read_number: number; last_number: number }>`
    UPDATE members m
    SET read_number = greatest(m.read_number, least(${number}::bigint, r.last_number))
    FROM rooms r
    WHERE r.id = m.room_id AND m.room_id = ${roomId} AND m.user_id = ${userId}
      AND m.left_at IS NULL
    RETURNING m.read_number, r.last_number`.execute(ctx.database.db);
  const position = rows[0];
  if (!position) throw new Refusal("room.not_found");
  if (position.read_number > 0) {
    ctx.bus.publish([{ userId, kind: "read", roomId, number: position.read_number }]);
  }
  return {
    readNumber: position.read_number,
    unread: Math.max(0, position.last_number - position.read_number),
  };
}
