import type { Filter, FiltersPage, FiltersQuery } from "@roost/protocol/filters.ts";
import { type RawBuilder, sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";

type Row = Omit<Filter, "createdAt" | "changedAt"> & {
  createdAt: Date;
  changedAt: Date;
  /** With all its digits, which a `Date` has not. */
  order: string;
};

/** The filters of this server. Throws `request.invalid` for a cursor of another list. */
export async function listFilters(
  { database: { db }, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  query: FiltersQuery,
): Promise<FiltersPage> {
  requireRight(actor, "filters");
  return readFilters(db, query, query.limit ?? pageSize);
}

export async function readFilters(
  db: Db,
  { kind, action, isOn, entry, sort = "newest", cursor }: FiltersQuery,
  limit: number,
): Promise<FiltersPage> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (kind !== undefined) all.push(sql`kind = ${kind}`);
  if (action !== undefined) all.push(sql`action = ${action}`);
  if (isOn !== undefined) all.push(sql`is_on = ${isOn}`);
  if (entry !== undefined) {
    all.push(sql`EXISTS (SELECT FROM unnest(entries) AS e (entry)
      WHERE strpos(lower(e.entry), lower(${entry})) > 0)`);
  }
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(cursor, 2);
    const last = sql`(${at}::timestamptz, ${id}::uuid)`;
    all.push(sort === "oldest" ? sql`(created_at, id) > ${last}` : sql`(created_at, id) < ${last}`);
  }
  const order = sort === "oldest" ? "created_at, id" : "created_at DESC, id DESC";
  const rows = await readRows(db, all, order, limit + 1);
  const next = nextCursor(rows, limit, ({ order: at, id }) => [at, id]);
  const makers = new Set(rows.flatMap(({ createdBy }) => createdBy ?? []));
  return {
    filters: rows.map(toFilter),
    users: await loadPeople(db, [...makers]),
    nextCursor: next,
  };
}

/** Null where there is none. */
export async function readFilter(db: Db, id: string): Promise<Filter | null> {
  const [row] = await readRows(db, [sql`id = ${id}`], "id", 1);
  return row ? toFilter(row) : null;
}

async function readRows(
  db: Db,
  all: readonly RawBuilder<boolean>[],
  order: string,
  count: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    SELECT id, kind, action, entries, explanation, is_on AS "isOn", spares_bots AS "sparesBots",
      created_at AS "createdAt", created_at::text AS "order", created_by AS "createdBy",
      changed_at AS "changedAt"
    FROM filters
    WHERE ${sql.join(all, sql` AND `)}
    ORDER BY ${sql.raw(order)}
    LIMIT ${count}`.execute(db);
  return rows;
}

function toFilter({ order: _order, createdAt, changedAt, ...row }: Row): Filter {
  return { ...row, createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString() };
}
