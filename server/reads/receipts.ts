import { limits } from "@roost/protocol/limits.ts";
import type { Receipt } from "@roost/protocol/receipt.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";

type Row = [userId: string, readNumber: number, deliveredNumber: number];

/**
 * How far the members of rooms have read, and of directs have on a device, room by room in the given order: of those who show it, in rooms that
 * are small enough; of others an empty list.
 */
export async function loadReceipts(db: Db, roomIds: readonly string[]): Promise<Receipt[][]> {
  const { rows } = await sql<{ ord: number; receipts: Row[] }>`
    SELECT q.ord::int, json_agg(json_build_array(
      m.user_id, greatest(m.read_number, p.read_number), coalesce(d.number, 0))) AS receipts
    FROM unnest(${uuidArray(roomIds)}::uuid[]) WITH ORDINALITY AS q (room_id, ord)
    JOIN rooms r ON r.id = q.room_id AND r.member_count <= ${limits.receiptsMembers}
    JOIN members m ON m.room_id = r.id AND m.left_at IS NULL
    LEFT JOIN places p ON p.user_id = m.user_id AND p.room_id = m.room_id
    LEFT JOIN deliveries d ON d.room_id = m.room_id AND d.user_id = m.user_id
    LEFT JOIN presences s ON s.user_id = m.user_id
    WHERE NOT coalesce('receipts' = ANY (s.hidden), false)
    GROUP BY q.ord`.execute(db);
  const found: Receipt[][] = roomIds.map(() => []);
  for (const { ord, receipts } of rows) {
    found[ord - 1] = receipts.map(([userId, readNumber, deliveredNumber]) => {
      const isAhead = deliveredNumber > readNumber;
      return { userId, readNumber, ...(isAhead && { deliveredNumber }) };
    });
  }
  return found;
}
