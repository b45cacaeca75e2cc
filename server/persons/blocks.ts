import { sql } from "kysely";
import type { Reader } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";

/**
 * Who has blocked whom between somebody and others: those of the others who have blocked `userId`, and `userId`
 * where they have blocked one of the others.
 */
export async function blockersBetween(
  db: Reader,
  userId: string,
  others: readonly string[],
): Promise<Set<string>> {
  const blocks = sql<{ user_id: string }>`(
    SELECT user_id FROM own_rows
    WHERE kind = 'block' AND value IS NOT NULL AND (
      user_id = ANY(${uuidArray(others)}::uuid[]) AND key = ${userId}
      OR user_id = ${userId} AND key = ANY(${others}::text[])))`;
  const rows = await db.selectFrom(blocks.as("blocks")).select("user_id").execute();
  return new Set(rows.map((row) => row.user_id));
}
