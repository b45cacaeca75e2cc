import type { PageQuery, UsersPage } from "@roost/protocol/http.ts";
import type { Me } from "@roost/protocol/user.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { containing, decodeCursor, nextCursor } from "../store/cursor.ts";

type DirectoryContext = Pick<Context, "database" | "pageSize">;

/** People of this server by user name; `query` matches anywhere in a user name or display name. */
export async function listUsers(
  { database, pageSize }: DirectoryContext,
  { query = "", cursor, limit = pageSize }: PageQuery,
): Promise<UsersPage> {
  let select = database.db
    .selectFrom("users")
    .select(["id", "username", "display_name as displayName"])
    .orderBy("username")
    .limit(limit + 1);
  const wanted = query.trim();
  if (wanted !== "") {
    const pattern = containing(wanted);
    select = select.where((where) =>
      where.or([where("username", "ilike", pattern), where("display_name", "ilike", pattern)]),
    );
  }
  if (cursor !== undefined) {
    select = select.where("username", ">", decodeCursor(cursor, 1)[0] as string);
  }
  const users = await select.execute();
  const next = nextCursor(users, limit, (user) => [user.username]);
  return { users, nextCursor: next };
}

/** A person as they see themselves. Throws `auth.required` where the account is gone. */
export async function getMe({ database }: Pick<Context, "database">, userId: string): Promise<Me> {
  const me = await database.db
    .selectFrom("users")
    .select(["id", "username", "display_name as displayName", "email", "role"])
    .where("id", "=", userId)
    .executeTakeFirst();
  if (!me) throw new Refusal("auth.required", "This account no longer exists.");
  return me;
}
