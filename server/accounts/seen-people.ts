import type { User } from "@roost/protocol/user.ts";
import { type RawBuilder, sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Reader } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";
import { loadPeople } from "./people.ts";

/**
 * Whether `actor` gets to know of a person: whoever may `listPeople` of everybody, others of themselves and of
 * those who are in one of their rooms.
 *
 * @param userId The column with the person's id.
 */
export function isSeenBy(
  { id, permissions }: Pick<Actor, "id" | "permissions">,
  userId: string,
): RawBuilder<boolean> {
  if (permissions.includes("listPeople")) return sql<boolean>`true`;
  return sql<boolean>`(${sql.ref(userId)} = ${id} OR EXISTS (
    SELECT FROM members mine
    JOIN members theirs ON theirs.room_id = mine.room_id AND theirs.left_at IS NULL
    WHERE mine.user_id = ${id} AND mine.left_at IS NULL AND theirs.user_id = ${sql.ref(userId)}))`;
}

/** Those of some people of whom `actor` gets to know. */
export async function filterSeen(
  db: Reader,
  actor: Pick<Actor, "id" | "permissions">,
  userIds: readonly string[],
): Promise<string[]> {
  if (userIds.length === 0 || actor.permissions.includes("listPeople")) return [...userIds];
  const rows = await db
    .selectFrom("users")
    .select("id")
    .where("id", "=", sql<string>`ANY(${uuidArray(userIds)}::uuid[])`)
    .where(isSeenBy(actor, "users.id"))
    .execute();
  return rows.map(({ id }) => id);
}

/** As `loadPeople`, without those of whom `actor` does not get to know, and without who is gone. */
export async function loadSeenPeople(
  db: Reader,
  actor: Pick<Actor, "id" | "permissions">,
  userIds: readonly string[],
): Promise<User[]> {
  const seen = await filterSeen(db, actor, userIds);
  const rows = await db
    .selectFrom("users")
    .select("id")
    .where("id", "=", sql<string>`ANY(${uuidArray(seen)}::uuid[])`)
    .where("deleted_at", "is", null)
    .execute();
  return loadPeople(
    db,
    rows.map(({ id }) => id),
  );
}
