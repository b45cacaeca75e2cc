import type { User } from "@roost/protocol/user.ts";
import type { Kysely } from "kysely";
import type { Schema } from "../store/schema.ts";

/** Loads people as everybody sees them. Unknown ids are left out. */
export async function loadPeople(db: Kysely<Schema>, ids: Iterable<string>): Promise<User[]> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return [];
  return db
    .selectFrom("users")
    .select(["id", "username", "display_name as displayName"])
    .where("id", "in", unique)
    .execute();
}
