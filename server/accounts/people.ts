import type { User } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";

/** Loads people as everybody sees them. Unknown ids are left out. */
export async function loadPeople(db: Db, ids: Iterable<string>): Promise<User[]> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return [];
  const { rows } = await sql<User>`
    SELECT id, username, display_name AS "displayName" FROM users
    WHERE id = ANY(${unique}::uuid[])`.execute(db);
  return rows;
}
