import type {
  ExportRoomsQuery,
  ManagedRoom,
  ManagedRoomsQuery,
} from "@roost/protocol/managed-rooms.ts";
import type { User } from "@roost/protocol/user.ts";
import { type RawBuilder, sql } from "kysely";
import { userJson } from "../accounts/user-columns.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeNumberAndId, decodeTextAndId, nextCursor } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";
import { foundBy } from "../store/found-by.ts";

/** Owners who are named with a room. */
const namedOwners = 3;

interface Row extends Omit<ManagedRoom, "createdAt" | "lastMessageAt" | "archivedAt"> {
  createdAt: Date;
  lastMessageAt: Date;
  archivedAt: Date | null;
  /** By what the page is cut, as text. */
  key: string;
}

interface Page {
  rooms: ManagedRoom[];
  nextCursor: string | null;
}

/** The rooms of this server but directs, whoever is in them. */
export async function listManagedRooms(
  { database: { db }, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  query: ManagedRoomsQuery,
): Promise<Page> {
  requireRight(actor, "allRooms");
  return readManagedRooms(db, query, query.limit ?? pageSize);
}

/** A page of them, for a list and for a file. */
export async function readManagedRooms(
  db: Db,
  query: ExportRoomsQuery & { cursor?: string },
  limit: number,
): Promise<Page> {
  const order = orders[query.sort ?? "name"];
  const rows = await readRows(db, conditions(query, order), order, limit + 1);
  const next = nextCursor(rows, limit, ({ key, id }) => [key, id]);
  return { rooms: rows.map(toManagedRoom), nextCursor: next };
}

/** Null where there is no such room. */
export async function findManagedRoom(db: Db, roomId: string): Promise<ManagedRoom | null> {
  const [row] = await readRows(db, [isManaged, sql`r.id = ${roomId}`], orders.name, 1);
  return row ? toManagedRoom(row) : null;
}

const isManaged = sql<boolean>`r.kind <> 'direct' AND r.deleted_at IS NULL`;

/** What rooms are put in order by, and which way. Times are in microseconds, as they are stored. */
interface Order {
  column: RawBuilder<unknown>;
  isDown: boolean;
  isText: boolean;
}

const micros = (column: string) => sql`(extract(epoch FROM ${sql.ref(column)}) * 1000000)::bigint`;
const up = { isDown: false, isText: false };
const down = { isDown: true, isText: false };

const orders: Record<NonNullable<ExportRoomsQuery["sort"]>, Order> = {
  name: { column: sql.ref("r.name_order"), isDown: false, isText: true },
  newest: { column: micros("r.created_at"), ...down },
  oldest: { column: micros("r.created_at"), ...up },
  recent: { column: micros("r.bumped_at"), ...down },
  quiet: { column: micros("r.bumped_at"), ...up },
  mostMembers: { column: sql.ref("r.member_count"), ...down },
  fewestMembers: { column: sql.ref("r.member_count"), ...up },
  mostMessages: { column: sql.ref("r.last_number"), ...down },
  fewestMessages: { column: sql.ref("r.last_number"), ...up },
};

/** Owners are looked up for the rows of the page alone. */
async function readRows(
  db: Db,
  where: readonly RawBuilder<unknown>[],
  { column, isDown }: Order,
  count: number,
): Promise<Row[]> {
  const direction = sql.raw(isDown ? "DESC" : "ASC");
  const { rows } = await sql<Row>`
    SELECT r.id, r.kind, r.name, r.topic, r.member_count AS "memberCount",
      r.retention_days AS "keptDays",
      r.last_number AS "messageCount", r.created_at AS "createdAt", r.bumped_at AS "lastMessageAt",
      r.archived_at AS "archivedAt", r.auto_join AS "isCommon", r.key::text AS key,
      (SELECT coalesce(jsonb_agg(${sql.raw(userJson("o"))}), '[]')
        FROM (
          SELECT u.id, u.username, u.display_name, u.picture, u.is_bot, u.deleted_at
          FROM members m JOIN users u ON u.id = m.user_id
          WHERE m.room_id = r.id AND m.role = 'owner' AND m.left_at IS NULL
          ORDER BY m.joined_at, u.id
          LIMIT ${namedOwners}
        ) o) AS owners
    FROM (
      SELECT r.id, r.kind, r.name, r.topic, r.member_count, r.last_number, r.created_at,
        r.bumped_at, r.archived_at, r.auto_join, r.retention_days, ${column} AS key
      FROM rooms r
      WHERE ${sql.join(where, sql` AND `)}
      ORDER BY ${column} ${direction}, r.id ${direction}
      LIMIT ${count}
    ) r
    ORDER BY r.key ${direction}, r.id ${direction}`.execute(db);
  return rows;
}

function conditions(query: ExportRoomsQuery & { cursor?: string }, order: Order) {
  const { query: text = "", kind, archived, idleSince, ownersIdleSince, cursor } = query;
  const { ownRetention } = query;
  const all: RawBuilder<unknown>[] = [isManaged];
  if (text !== "") all.push(foundBy("r.name_folded", text));
  if (kind !== undefined) all.push(sql`r.kind = ${kind}`);
  if (archived !== undefined) all.push(sql`(r.archived_at IS NOT NULL) = ${archived}`);
  if (ownRetention !== undefined) all.push(sql`(r.retention_days IS NOT NULL) = ${ownRetention}`);
  if (idleSince !== undefined) all.push(sql`r.bumped_at < ${idleSince}`);
  if (ownersIdleSince !== undefined) {
    all.push(sql`NOT EXISTS (
      SELECT FROM members m JOIN users u ON u.id = m.user_id
      WHERE m.room_id = r.id AND m.role = 'owner' AND m.left_at IS NULL
        AND u.used_at >= ${ownersIdleSince})`);
  }
  if (cursor !== undefined) all.push(past(cursor, order));
  return all;
}

/** Behind the last row of a page. */
function past(cursor: string, { column, isDown, isText }: Order): RawBuilder<unknown> {
  const last = isText ? lastByText(cursor) : lastByNumber(cursor);
  return isDown ? sql`(${column}, r.id) < ${last}` : sql`(${column}, r.id) > ${last}`;
}

function lastByText(cursor: string): RawBuilder<unknown> {
  const { text, id } = decodeTextAndId(cursor);
  return sql`(${text}, ${id}::uuid)`;
}

function lastByNumber(cursor: string): RawBuilder<unknown> {
  const { number, id } = decodeNumberAndId(cursor);
  return sql`(${number}::bigint, ${id}::uuid)`;
}

function toManagedRoom({
  key: _key,
  createdAt,
  lastMessageAt,
  archivedAt,
  ...row
}: Row): ManagedRoom {
  return {
    ...row,
    owners: row.owners as User[],
    createdAt: createdAt.toISOString(),
    lastMessageAt: lastMessageAt.toISOString(),
    archivedAt: archivedAt?.toISOString() ?? null,
  };
}
