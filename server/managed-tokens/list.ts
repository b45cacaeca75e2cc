import type {
  ManagedToken,
  ManagedTokensPage,
  ManagedTokensQuery,
} from "@roost/protocol/managed-tokens.ts";
import { type RawBuilder, sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeCursor, decodeTimeAndId, nextCursor, timeAndId } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";
import { foundBy } from "../store/found-by.ts";

interface Row extends Omit<ManagedToken, "createdAt" | "expiresAt" | "usedAt"> {
  createdAt: Date;
  expiresAt: Date | null;
  usedAt: Date | null;
  /** When it was made, as exactly as the store has it. */
  order: string;
}

/** The API tokens of the people of this server. Throws `auth.forbidden`, and `request.invalid` for a cursor of another list. */
export async function listTokens(
  { database: { db }, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  query: ManagedTokensQuery,
  now: Date,
): Promise<ManagedTokensPage> {
  requireRight(actor, "allTokens");
  return readTokens(db, query, query.limit ?? pageSize, now);
}

export async function readTokens(
  db: Db,
  query: ManagedTokensQuery,
  limit: number,
  now: Date,
): Promise<ManagedTokensPage> {
  const { sort = "newest" } = query;
  const { rows } = await sql<Row>`
    SELECT t.id, t.user_id AS "userId", t.name, t.hint, t.scopes, t.created_at AS "createdAt",
      t.created_by AS "createdBy", t.expires_at AS "expiresAt", t.used_at AS "usedAt",
      t.used_from AS "usedFrom", t.created_at::text AS "order"
    FROM api_tokens t JOIN users u ON u.id = t.user_id
    WHERE ${sql.join(conditions(query, sort, now), sql` AND `)}
    ORDER BY ${sql.raw(orders[sort])}
    LIMIT ${limit + 1}`.execute(db);
  const next = nextCursor(rows, limit, (row) => keys[sort](row));
  const ids = rows.flatMap(({ userId, createdBy }) => [userId, createdBy ?? []].flat());
  return { tokens: rows.map(toToken), users: await loadPeople(db, ids), nextCursor: next };
}

type Sort = NonNullable<ManagedTokensQuery["sort"]>;

/** One that never was, was used before all others. As the index has it. */
const usedOrNever = sql.raw("coalesce(t.used_at, '-infinity'::timestamptz)");

const orders = {
  newest: "t.created_at DESC, t.id DESC",
  oldest: "t.created_at, t.id",
  recent: "coalesce(t.used_at, '-infinity'::timestamptz) DESC, t.id DESC",
  idle: "coalesce(t.used_at, '-infinity'::timestamptz), t.id",
} as const satisfies Record<Sort, string>;

const keys = {
  newest: ({ order, id }: Row) => [order, id],
  oldest: ({ order, id }: Row) => [order, id],
  recent: ({ usedAt, id }: Row) => timeAndId(usedAt, id),
  idle: ({ usedAt, id }: Row) => timeAndId(usedAt, id),
} as const satisfies Record<Sort, (row: Row) => string[]>;

function conditions(query: ManagedTokensQuery, sort: Sort, now: Date): RawBuilder<boolean>[] {
  const { query: text = "", userId, expired, unusedSince, cursor } = query;
  // Those of bots are looked after with their bots.
  const all: RawBuilder<boolean>[] = [sql<boolean>`NOT u.is_bot`];
  if (text !== "") {
    const inName = sql`position(lower(${text}) in lower(t.name)) > 0`;
    all.push(sql`(${inName} OR ${foundBy("u.name_folded", text)})`);
  }
  if (userId !== undefined) all.push(sql`t.user_id = ${userId}`);
  if (expired !== undefined) {
    all.push(sql`(t.expires_at IS NOT NULL AND t.expires_at <= ${now}) = ${expired}`);
  }
  if (unusedSince !== undefined) {
    all.push(sql`coalesce(t.used_at, t.created_at) < ${unusedSince}::timestamptz`);
  }
  if (cursor !== undefined) all.push(past(cursor, sort));
  return all;
}

/** Behind the last row of a page, as in the list of people. */
function past(cursor: string, sort: Sort): RawBuilder<boolean> {
  if (sort === "newest" || sort === "oldest") {
    const [order, id] = decodeCursor(cursor, 2);
    const last = sql`(${order}::timestamptz, ${id}::uuid)`;
    return sort === "newest"
      ? sql`(t.created_at, t.id) < ${last}`
      : sql`(t.created_at, t.id) > ${last}`;
  }
  const { time, id } = decodeTimeAndId(cursor);
  const last = sql`(coalesce(${time}::timestamptz, '-infinity'), ${id}::uuid)`;
  return sort === "recent"
    ? sql`(${usedOrNever}, t.id) < ${last}`
    : sql`(${usedOrNever}, t.id) > ${last}`;
}

function toToken({ order: _order, ...row }: Row): ManagedToken {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    usedAt: row.usedAt?.toISOString() ?? null,
  };
}
