import { normalizeEmail } from "@roost/protocol/account-rules.ts";
import { isEmail } from "@roost/protocol/login.ts";
import type { Account, AccountsPage, AccountsQuery } from "@roost/protocol/people.ts";
import { type RawBuilder, sql } from "kysely";
import { isSuspended } from "../accounts/suspension.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";
import { foundBy } from "../store/found-by.ts";

interface Row {
  id: string;
  username: string;
  displayName: string;
  email: string;
  role: Account["role"];
  createdAt: Date;
  order: string;
  activeAt: Date | null;
  sessionCount: number;
  suspendedAt: Date | null;
  until: Date | null;
  reason: string | null;
}

/** The accounts of this server. Throws `request.invalid` for a cursor of another list. */
export async function listAccounts(
  { database, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  query: AccountsQuery,
): Promise<AccountsPage> {
  requireRight(actor, "people");
  const limit = query.limit ?? pageSize;
  return readAccounts(database.db, query, limit, actor.permissions.includes("managePeople"));
}

/** @param showsEmail Whether their e-mail addresses are in it. */
export async function readAccounts(
  db: Db,
  query: AccountsQuery,
  limit: number,
  showsEmail: boolean,
): Promise<AccountsPage> {
  const { sort = "name" } = query;
  const { rows } = await sql<Row>`
    SELECT u.id, u.username, u.display_name AS "displayName", u.email, u.role,
      u.created_at AS "createdAt", u.name_order AS "order",
      s.active_at AS "activeAt", s.count::int AS "sessionCount",
      CASE WHEN ${isSuspended("u")} THEN u.suspended_at END AS "suspendedAt",
      u.suspended_until AS "until", u.suspension_reason AS "reason"
    FROM (
      SELECT u.id, u.username, u.display_name, u.email, u.role, u.created_at, u.name_order,
        u.suspended_at, u.suspended_until, u.suspension_reason
      FROM users u
      WHERE ${sql.join(conditions(query, sort), sql` AND `)}
      ORDER BY ${sql.raw(orders[sort])}
      LIMIT ${limit + 1}
    ) u
    CROSS JOIN LATERAL (
      SELECT count(*) AS count, max(s.updated_at) AS active_at
      FROM sessions s WHERE s.user_id = u.id AND s.expires_at > now()
    ) s
    ORDER BY ${sql.raw(orders[sort])}`.execute(db);
  const next = nextCursor(rows, limit, (row) => keys[sort](row));
  return { accounts: rows.map((row) => toAccount(row, showsEmail)), nextCursor: next };
}

type Sort = NonNullable<AccountsQuery["sort"]>;

const orders = {
  name: "u.name_order, u.username",
  newest: "u.created_at DESC, u.id DESC",
  oldest: "u.created_at, u.id",
} as const satisfies Record<Sort, string>;

/** What the pages of a list are cut by. PostgreSQL counts microseconds, JavaScript milliseconds: see `past`. */
const keys = {
  name: ({ order, username }: Row) => [order, username],
  newest: ({ id }: Row) => [id],
  oldest: ({ id }: Row) => [id],
} as const satisfies Record<Sort, (row: Row) => string[]>;

function conditions({ query = "", role, suspended, cursor }: AccountsQuery, sort: Sort) {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (isEmail(query)) all.push(sql`u.email = ${normalizeEmail(query)}`);
  else if (query !== "") all.push(foundBy("u.name_folded", query));
  if (role !== undefined) all.push(sql`u.role = ${role}`);
  if (suspended !== undefined) {
    all.push(suspended ? isSuspended("u") : sql`NOT ${isSuspended("u")}`);
  }
  if (cursor !== undefined) all.push(past(cursor, sort));
  return all;
}

/** Behind the last row of a page. By age, the row is looked up: its time is more exact than a cursor could say it. */
function past(cursor: string, sort: Sort): RawBuilder<boolean> {
  if (sort === "name") {
    const [order, username] = decodeCursor(cursor, 2);
    return sql`(u.name_order, u.username) > (${order}, ${username})`;
  }
  const [id] = decodeCursor(cursor, 1);
  const last = sql`(SELECT l.created_at, l.id FROM users l WHERE l.id::text = ${id})`;
  return sort === "newest"
    ? sql`(u.created_at, u.id) < ${last}`
    : sql`(u.created_at, u.id) > ${last}`;
}

function toAccount(row: Row, showsEmail: boolean): Account {
  const { id, username, displayName, email, role, createdAt, activeAt, sessionCount } = row;
  const { suspendedAt, until, reason } = row;
  return {
    ...{ id, username, displayName, role, sessionCount },
    ...(showsEmail && { email }),
    createdAt: createdAt.toISOString(),
    activeAt: activeAt?.toISOString() ?? null,
    suspension: suspendedAt && {
      since: suspendedAt.toISOString(),
      until: until?.toISOString() ?? null,
      reason,
    },
  };
}
