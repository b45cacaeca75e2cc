import type { PageQuery, UsersPage } from "@roost/protocol/http.ts";
import type { Me, Profile } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";
import { foundBy } from "../store/found-by.ts";
import { isSeenBy } from "./seen-people.ts";
import { findMe } from "./signed-in.ts";
import { asUser } from "./user-columns.ts";

type DirectoryContext = Pick<Context, "database" | "pageSize">;

/**
 * People of this server by display name, as far as `actor` gets to know of them; `query` finds that or the user
 * name, as `foundBy` says.
 */
export async function listUsers(
  { database, pageSize }: DirectoryContext,
  actor: Actor,
  { query = "", cursor, limit = pageSize }: PageQuery,
): Promise<UsersPage> {
  requireRight(actor, "users");
  let select = database.db
    .selectFrom("users")
    .select([
      "id",
      "username",
      "display_name as displayName",
      "picture",
      "is_bot as isBot",
      sql<boolean>`deleted_at IS NOT NULL`.as("isDeleted"),
      "name_order",
    ])
    .where(isSeenBy(actor, "users.id"))
    .where(foundBy("name_folded", query))
    .where("deleted_at", "is", null)
    // Strangers, until somebody lets them in.
    .where(sql<boolean>`(approval IS NULL OR approval = 'approved')`)
    .orderBy("name_order")
    .orderBy("username")
    .limit(limit + 1);
  if (cursor !== undefined) {
    const [order, username] = decodeCursor(cursor, 2);
    select = select.where(sql<boolean>`(name_order, username) > (${order}, ${username})`);
  }
  const rows = await select.execute();
  const next = nextCursor(rows, limit, (row) => [row.name_order, row.username]);
  return { users: rows.map(({ name_order, ...user }) => asUser(user)), nextCursor: next };
}

/** What others may know of a person. Throws `user.not_found`, also where `actor` does not get to know of them. */
export async function getProfile(
  { database }: Pick<Context, "database">,
  actor: Actor,
  userId: string,
): Promise<Profile> {
  requireRight(actor, "profile");
  const found = await database.db
    .selectFrom("users")
    .select([
      "id",
      "username",
      "display_name as displayName",
      "picture",
      "is_bot as isBot",
      sql<boolean>`deleted_at IS NOT NULL`.as("isDeleted"),
      "role",
      "created_at",
    ])
    .select(["about", "pronouns", "time_zone"])
    .where("id", "=", userId)
    .where(isSeenBy(actor, "users.id"))
    .executeTakeFirst();
  if (!found) throw new Refusal("user.not_found");
  const { created_at, about, pronouns, time_zone: timeZone, ...person } = found;
  return {
    ...asUser(person),
    createdAt: created_at.toISOString(),
    ...(about !== null && { about }),
    ...(pronouns !== null && { pronouns }),
    ...(timeZone !== null && { timeZone }),
  };
}

/** A person as they see themselves. Throws `auth.required` where the account is gone. */
export async function getMe({ database }: Pick<Context, "database">, actor: Actor): Promise<Me> {
  const me = await findMe(database.db, actor.id);
  if (!me) throw new Refusal("auth.required", "This account no longer exists.");
  return me;
}
