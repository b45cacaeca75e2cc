import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";

/** When an API token was used. */
export interface TokenUse {
  tokenId: string;
  atMs: number;
  /** Null where it is not known. */
  address: string | null;
}

/**
 * Keeps when API tokens were used last, and from where.
 *
 * @param everySeconds A row is written no more often than this.
 */
export async function writeTokenUses(
  db: Db,
  uses: readonly TokenUse[],
  everySeconds: number,
): Promise<void> {
  if (uses.length === 0) return;
  await sql`
    WITH due AS (
      SELECT t.id, to_timestamp(q.at_ms / 1000.0) AS at, q.address
      FROM unnest(${uuidArray(uses.map(({ tokenId }) => tokenId))}::uuid[],
        ${uses.map(({ atMs }) => atMs)}::float8[],
        ${uses.map(({ address }) => address)}::text[]) AS q (id, at_ms, address)
      JOIN api_tokens t ON t.id = q.id
      WHERE t.used_at IS NULL
        OR t.used_at <= to_timestamp(q.at_ms / 1000.0) - make_interval(secs => ${everySeconds})
      ORDER BY t.id
      FOR UPDATE OF t SKIP LOCKED
    )
    UPDATE api_tokens t
    SET used_at = due.at, used_from = coalesce(due.address, t.used_from)
    FROM due WHERE t.id = due.id`.execute(db);
}
