import { limits } from "@roost/protocol/limits.ts";
import type { User } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import type { Reader } from "../store/database.ts";
import { prepared } from "../store/prepared.ts";
import { asUser } from "./user-columns.ts";

/** Loads people as everybody sees them. Unknown ids are left out. */
export async function loadPeople(db: Reader, ids: Iterable<string>): Promise<User[]> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return [];
  const rows = await db
    .selectFrom("users")
    .modifyFront(prepared("people"))
    .select([
      "id",
      "username",
      "display_name as displayName",
      "picture",
      "is_bot as isBot",
      sql<boolean>`deleted_at IS NOT NULL`.as("isDeleted"),
      formerUsernames.as("former"),
    ])
    .where("id", "=", sql<string>`ANY(${unique}::uuid[])`)
    .execute();
  return rows.map(({ former, ...row }) => {
    const user = asUser(row);
    return former === null ? user : { ...user, formerUsernames: former };
  });
}

const formerUsernames = sql<
  string[] | null
>`former_usernames[1:${sql.lit(limits.formerUsernames)}]`;
