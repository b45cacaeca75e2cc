import { normalizeEmail } from "@roost/protocol/account-rules.ts";
import type { RoleToGive } from "@roost/protocol/custom-roles.ts";
import { isEmail } from "@roost/protocol/login.ts";
import type { Account, AccountsPage, AccountsQuery } from "@roost/protocol/people.ts";
import { serverRoleNames } from "@roost/protocol/permissions.ts";
import { type RawBuilder, sql } from "kysely";
import { isSilenced, type SilenceRow, toSilence } from "../accounts/silence.ts";
import { type StandingRow, standingOf, withStanding } from "../accounts/standing.ts";
import { isSuspended, type SuspensionRow, toSuspension } from "../accounts/suspension.ts";
import { asUser, type UserRow, userColumns } from "../accounts/user-columns.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeCursor, decodeTimeAndId, nextCursor, timeAndId } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";
import { foundBy } from "../store/found-by.ts";

interface Row extends UserRow, SuspensionRow, SilenceRow, StandingRow {
  email: string;
  createdAt: Date;
  order: string;
  activeAt: Date | null;
  sessionCount: number;
}

/** The accounts of this server. Throws `request.invalid` for a cursor of another list. */
export async function listAccounts(
  { database, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  query: AccountsQuery,
): Promise<AccountsPage> {
  requireRight(actor, "people");
  const limit = query.limit ?? pageSize;
  return readAccounts(database.db, query, limit, showsEmailTo(actor));
}

/** Whether e-mail addresses are somebody's business. */
export function showsEmailTo({ permissions }: Pick<Actor, "permissions">): boolean {
  return permissions.includes("managePeople");
}

/** @param showsEmail Whether their e-mail addresses are in it. */
export async function readAccounts(
  db: Db,
  query: AccountsQuery,
  limit: number,
  showsEmail: boolean,
): Promise<AccountsPage> {
  const { sort = "name" } = query;
  const rows = await readRows(db, conditions(query, sort), orders[sort], limit + 1);
  const next = nextCursor(rows, limit, (row) => keys[sort](row));
  return { accounts: rows.map((row) => toAccount(row, showsEmail)), nextCursor: next };
}

/** Null where there is no such account. */
export async function findAccount(
  db: Db,
  userId: string,
  showsEmail: boolean,
): Promise<Account | null> {
  const [row] = await readRows(db, [sql`u.id = ${userId}`], orders.oldest, 1);
  return row ? toAccount(row, showsEmail) : null;
}

/** Sessions are counted for the rows of the page alone. */
async function readRows(
  db: Db,
  where: readonly RawBuilder<boolean>[],
  order: string,
  count: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    SELECT ${sql.raw(userColumns("u"))}, u.email, ${standingOf("u")},
      u.created_at AS "createdAt", u.name_order AS "order",
      CASE WHEN isfinite(u.used_at) THEN u.used_at END AS "activeAt",
      (SELECT count(*)::int FROM sessions s
        WHERE s.user_id = u.id AND s.expires_at > now()) AS "sessionCount",
      CASE WHEN ${isSuspended("u")} THEN u.suspended_at END AS "suspendedAt",
      u.suspended_until AS "until", u.suspension_reason AS "reason",
      CASE WHEN ${isSilenced("u")} THEN u.silenced_at END AS "silencedAt",
      u.silenced_until AS "silencedUntil", u.silence_reason AS "silenceReason"
    FROM (
      SELECT u.id, u.username, u.display_name, u.picture, u.is_bot, u.deleted_at, u.email, u.role, u.custom_role_id, u.created_at, u.used_at,
        u.name_order, u.suspended_at, u.suspended_until, u.suspension_reason,
        u.silenced_at, u.silenced_until, u.silence_reason
      FROM users u
      WHERE ${sql.join(where, sql` AND `)}
      ORDER BY ${sql.raw(order)}
      LIMIT ${count}
    ) u
    ORDER BY ${sql.raw(order)}`.execute(db);
  return rows;
}

/** Of a built-in role are those who have no custom one that is based on it. */
function hasRole(role: RoleToGive): RawBuilder<boolean> {
  const isBuiltIn = serverRoleNames.some((name) => name === role);
  if (!isBuiltIn) return sql`u.custom_role_id = ${role}`;
  return sql`u.role = ${role} AND u.custom_role_id IS NULL`;
}

type Sort = NonNullable<AccountsQuery["sort"]>;

const orders = {
  name: "u.name_order, u.username",
  newest: "u.created_at DESC, u.id DESC",
  oldest: "u.created_at, u.id",
  recent: "u.used_at DESC, u.id DESC",
  idle: "u.used_at, u.id",
} as const satisfies Record<Sort, string>;

/** What the pages of a list are cut by. PostgreSQL counts microseconds, JavaScript milliseconds: see `past`. */
const keys = {
  name: ({ order, username }: Row) => [order, username],
  newest: ({ id }: Row) => [id],
  oldest: ({ id }: Row) => [id],
  recent: ({ activeAt, id }: Row) => timeAndId(activeAt, id),
  idle: ({ activeAt, id }: Row) => timeAndId(activeAt, id),
} as const satisfies Record<Sort, (row: Row) => string[]>;

function conditions(query: AccountsQuery, sort: Sort): RawBuilder<boolean>[] {
  const { query: text = "", role, suspended, silenced } = query;
  const { activeSince, idleSince, cursor } = query;
  const all: RawBuilder<boolean>[] = [sql<boolean>`u.deleted_at IS NULL`];
  if (isEmail(text)) all.push(sql`u.email = ${normalizeEmail(text)}`);
  else if (text !== "") all.push(foundBy("u.name_folded", text));
  if (role !== undefined) all.push(hasRole(role));
  if (suspended !== undefined) {
    all.push(suspended ? isSuspended("u") : sql`NOT ${isSuspended("u")}`);
  }
  if (silenced !== undefined) {
    all.push(silenced ? isSilenced("u") : sql`NOT ${isSilenced("u")}`);
  }
  if (activeSince !== undefined) all.push(sql`u.used_at >= ${activeSince}`);
  if (idleSince !== undefined) all.push(sql`u.used_at < ${idleSince}`);
  if (cursor !== undefined) all.push(past(cursor, sort));
  return all;
}

/**
 * Behind the last row of a page. By age, the row is looked up: its time is more exact than a cursor could say it. Of the
 * last use the cursor says the time, as that changes meanwhile.
 */
function past(cursor: string, sort: Sort): RawBuilder<boolean> {
  switch (sort) {
    case "name": {
      const [order, username] = decodeCursor(cursor, 2);
      return sql`(u.name_order, u.username) > (${order}, ${username})`;
    }
    case "newest":
    case "oldest": {
      const [id] = decodeCursor(cursor, 1);
      const last = sql`(SELECT l.created_at, l.id FROM users l WHERE l.id::text = ${id})`;
      return sort === "newest"
        ? sql`(u.created_at, u.id) < ${last}`
        : sql`(u.created_at, u.id) > ${last}`;
    }
    case "recent":
    case "idle": {
      const { time, id } = decodeTimeAndId(cursor);
      const last = sql`(coalesce(${time}::timestamptz, '-infinity'), ${id}::uuid)`;
      return sort === "recent"
        ? sql`(u.used_at, u.id) < ${last}`
        : sql`(u.used_at, u.id) > ${last}`;
    }
  }
}

function toAccount(row: Row, showsEmail: boolean): Account {
  const { id, username, displayName, picture, isBot, isDeleted, email } = row;
  const { role, customRole } = withStanding(row);
  const { createdAt, activeAt, sessionCount, suspendedAt, until, reason } = row;
  return {
    ...asUser({ id, username, displayName, picture, isBot, isDeleted }),
    ...{ role, ...(customRole && { customRole }), sessionCount },
    // That of a bot, or of who is gone, is nobody's.
    ...(showsEmail && !isBot && !isDeleted && { email }),
    createdAt: createdAt.toISOString(),
    activeAt: activeAt?.toISOString() ?? null,
    suspension: toSuspension({ suspendedAt, until, reason }),
    silence: toSilence(row),
  };
}
