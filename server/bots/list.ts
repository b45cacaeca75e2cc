import { apiTokenLimits } from "@roost/protocol/api-token-limits.ts";
import type { Bot, Bots, BotsQuery } from "@roost/protocol/bots.ts";
import { type RawBuilder, sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { isSuspended, type SuspensionRow, toSuspension } from "../accounts/suspension.ts";
import { asUser, type UserRow, userColumns } from "../accounts/user-columns.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { decodeCursor, decodeTimeAndId, nextCursor, timeAndId } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";
import { foundBy } from "../store/found-by.ts";

interface Row extends UserRow, SuspensionRow {
  role: Bot["role"];
  about: string | null;
  ownerId: string | null;
  order: string;
  createdAt: Date;
  usedAt: Date | null;
  tokenCount: number;
}

/** The bots of this server. Throws `auth.forbidden`, and `request.invalid` for a cursor of another list. */
export async function listBots(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: BotsQuery,
  now: Date,
): Promise<Bots> {
  requireRight(actor, "bots");
  return readBots(db, query, query.limit ?? apiTokenLimits.bots, now);
}

export async function readBots(db: Db, query: BotsQuery, limit: number, now: Date): Promise<Bots> {
  const { sort = "name" } = query;
  const rows = await readRows(db, conditions(query, sort), orders[sort], limit + 1, now);
  const next = nextCursor(rows, limit, (row) => keys[sort](row));
  const users = await loadPeople(
    db,
    rows.flatMap(({ ownerId }) => ownerId ?? []),
  );
  return { bots: rows.map(toBot), users, nextCursor: next };
}

/** One of them. Throws `bot.not_found`, also for one that is about to be deleted. */
export async function readBot(db: Db, id: string, now: Date): Promise<Bot> {
  const [row] = await readRows(db, [sql`b.id = ${id}`], orders.oldest, 1, now);
  if (!row) throw new Refusal("bot.not_found");
  return toBot(row);
}

/** There are few bots: what their tokens say of them is read for all of them. */
async function readRows(
  db: Db,
  where: readonly RawBuilder<boolean>[],
  order: string,
  count: number,
  now: Date,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    SELECT b.id, b.username, b."displayName", b.picture, b."isBot", b."isDeleted", b.role, b.about,
      b."order", b."createdAt", b."ownerId", b."tokenCount", b."usedAt", b."suspendedAt", b."until", b."reason"
    FROM (
      SELECT ${sql.raw(userColumns("u"))}, u.role, u.about, u.name_order AS "order", u.name_folded,
        u.created_at AS "createdAt", u.bot_owner_id AS "ownerId", (${tokensThatWork(now)}) AS "tokenCount",
        date_trunc('milliseconds', greatest(CASE WHEN isfinite(u.used_at) THEN u.used_at END,
          (SELECT max(t.used_at) FROM api_tokens t WHERE t.user_id = u.id))) AS "usedAt",
        CASE WHEN ${isSuspended("u")} THEN u.suspended_at END AS "suspendedAt",
        u.suspended_until AS "until", u.suspension_reason AS "reason"
      FROM users u WHERE u.is_bot AND u.deleted_at IS NULL AND u.deletion_at IS NULL
    ) b
    WHERE ${sql.join(where, sql` AND `)}
    ORDER BY ${sql.raw(order)}
    LIMIT ${count}`.execute(db);
  return rows;
}

const tokensThatWork = (now: Date) => sql`
  SELECT count(*)::int FROM api_tokens t
  WHERE t.user_id = u.id AND (t.expires_at IS NULL OR t.expires_at > ${now})`;

type Sort = NonNullable<BotsQuery["sort"]>;

const usedOrNever = `coalesce(b."usedAt", '-infinity')`;
const orders = {
  name: `b."order", b.username`,
  newest: `b."createdAt" DESC, b.id DESC`,
  oldest: `b."createdAt", b.id`,
  recent: `${usedOrNever} DESC, b.id DESC`,
  idle: `${usedOrNever}, b.id`,
} as const satisfies Record<Sort, string>;

const keys = {
  name: ({ order, username }: Row) => [order, username],
  newest: ({ id }: Row) => [id],
  oldest: ({ id }: Row) => [id],
  recent: ({ usedAt, id }: Row) => timeAndId(usedAt, id),
  idle: ({ usedAt, id }: Row) => timeAndId(usedAt, id),
} as const satisfies Record<Sort, (row: Row) => string[]>;

function conditions(query: BotsQuery, sort: Sort): RawBuilder<boolean>[] {
  const { query: text = "", ownerId, suspended, withTokens, idleSince, cursor } = query;
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (text !== "") all.push(foundBy("b.name_folded", text));
  if (ownerId !== undefined) all.push(sql`b."ownerId" = ${ownerId}`);
  if (suspended !== undefined) all.push(sql`(b."suspendedAt" IS NOT NULL) = ${suspended}`);
  if (withTokens !== undefined) all.push(sql`(b."tokenCount" > 0) = ${withTokens}`);
  if (idleSince !== undefined) {
    all.push(sql`${sql.raw(usedOrNever)} < ${idleSince}::timestamptz`);
  }
  if (cursor !== undefined) all.push(past(cursor, sort));
  return all;
}

/** Behind the last row of a page, as in the list of people. */
function past(cursor: string, sort: Sort): RawBuilder<boolean> {
  switch (sort) {
    case "name": {
      const [order, username] = decodeCursor(cursor, 2);
      return sql`(b."order", b.username) > (${order}, ${username})`;
    }
    case "newest":
    case "oldest": {
      const [id] = decodeCursor(cursor, 1);
      const last = sql`(SELECT l.created_at, l.id FROM users l WHERE l.id::text = ${id})`;
      return sort === "newest"
        ? sql`(b."createdAt", b.id) < ${last}`
        : sql`(b."createdAt", b.id) > ${last}`;
    }
    case "recent":
    case "idle": {
      const { time, id } = decodeTimeAndId(cursor);
      const used = sql.raw(usedOrNever);
      const last = sql`(coalesce(${time}::timestamptz, '-infinity'), ${id}::uuid)`;
      return sort === "recent" ? sql`(${used}, b.id) < ${last}` : sql`(${used}, b.id) > ${last}`;
    }
  }
}

function toBot(row: Row): Bot {
  const { id, username, displayName, picture, isBot, isDeleted } = row;
  const { role, about, ownerId, tokenCount, createdAt, usedAt } = row;
  const { suspendedAt, until, reason } = row;
  return {
    ...asUser({ id, username, displayName, picture, isBot, isDeleted }),
    ...{ role, about, ownerId, tokenCount },
    createdAt: createdAt.toISOString(),
    usedAt: usedAt?.toISOString() ?? null,
    suspension: toSuspension({ suspendedAt, until, reason }),
  };
}
