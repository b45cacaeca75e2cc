import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { Notes } from "../store/notes.ts";
import { uuidArray } from "../store/uuid-array.ts";

/** When people did something last: noted in memory, and written once a minute at most. */
export class SeenNotes extends Notes<number> {
  constructor(db: Db, onFault: (error: unknown) => void) {
    super({ write: (people) => writeSeen(db, people), merge: Math.max, onFault });
  }
}

async function writeSeen(db: Db, people: readonly [userId: string, atMs: number][]): Promise<void> {
  await sql`
    INSERT INTO presences (user_id, seen_at)
    SELECT u.id, to_timestamp(q.at_ms / 1000.0)
    FROM unnest(${uuidArray(people.map(([userId]) => userId))}::uuid[],
      ${people.map(([, atMs]) => atMs)}::float8[]) WITH ORDINALITY AS q (user_id, at_ms, ord)
    JOIN users u ON u.id = q.user_id
    ORDER BY q.ord
    ON CONFLICT (user_id) DO UPDATE
      SET seen_at = greatest(presences.seen_at, excluded.seen_at)`.execute(db);
}
