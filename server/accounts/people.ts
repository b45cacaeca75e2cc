import type { User } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import type { Reader } from "../store/database.ts";
import { prepared } from "../store/prepared.ts";

/** Loads people as everybody sees them. Unknown ids are left out. */
export async function loadPeople(db: Reader, ids: Iterable<string>): Promise<User[]> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return [];
  return db
    .selectFrom("users")
    .modifyFront(prepared("people"))
    .select(["id", "username", "display_name as displayName"])
    .where("id", "=", sql<string>`ANY(${unique}::uuid[])`)
    .execute();
}
