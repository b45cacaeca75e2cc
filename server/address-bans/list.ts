import type {
  AddressBan,
  AddressBansPage,
  AddressBansQuery,
} from "@roost/protocol/address-bans.ts";
import { type RawBuilder, sql } from "kysely";
import { parseNetwork } from "../accounts/address.ts";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";

type Row = Omit<AddressBan, "createdAt" | "until"> & {
  createdAt: Date;
  until: Date | null;
  /** With all its digits, which a `Date` has not. */
  order: string;
};

/** The bans of this server. Throws `request.invalid` for a cursor of another list. */
export async function listBans(
  { database: { db }, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  query: AddressBansQuery,
  now: Date,
): Promise<AddressBansPage> {
  requireRight(actor, "addressBans");
  return readBans(db, query, query.limit ?? pageSize, now);
}

export async function readBans(
  db: Db,
  { state, address, sort = "newest", cursor }: AddressBansQuery,
  limit: number,
  now: Date,
): Promise<AddressBansPage> {
  const isOver = sql<boolean>`(until <= ${now} IS TRUE)`;
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (state !== undefined) all.push(state === "over" ? isOver : sql`NOT ${isOver}`);
  if (address !== undefined) {
    const network = parseNetwork(address);
    all.push(network === null ? sql`false` : sql`network >>= ${network}::inet`);
  }
  if (cursor !== undefined) all.push(past(cursor, sort));
  const { rows } = await sql<Row>`
    SELECT id, network::text AS network, reason, until, ${isOver} AS "isOver",
      created_at AS "createdAt", created_at::text AS "order", created_by AS "createdBy",
      user_id AS "userId"
    FROM address_bans
    WHERE ${sql.join(all, sql` AND `)}
    ORDER BY ${sql.raw(orders[sort])}
    LIMIT ${limit + 1}`.execute(db);
  const next = nextCursor(rows, limit, ({ order, id, network }) =>
    sort === "network" ? [network] : [order, id],
  );
  const named = rows.flatMap(({ createdBy, userId }) => [createdBy ?? [], userId ?? []].flat());
  return {
    bans: rows.map(({ order: _order, createdAt, until, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      until: until?.toISOString() ?? null,
    })),
    users: await loadPeople(db, [...new Set(named)]),
    nextCursor: next,
  };
}

type Sort = NonNullable<AddressBansQuery["sort"]>;

const orders = {
  newest: "created_at DESC, id DESC",
  oldest: "created_at, id",
  // By the column: the row that comes out has it as text.
  network: "address_bans.network",
} as const satisfies Record<Sort, string>;

/** Behind the last row of a page. */
function past(cursor: string, sort: Sort): RawBuilder<boolean> {
  if (sort === "network") {
    const [network = ""] = decodeCursor(cursor, 1);
    return sql`network > ${parseNetwork(network) ?? "0.0.0.0/0"}::cidr`;
  }
  const [at, id] = decodeCursor(cursor, 2);
  const last = sql`(${at}::timestamptz, ${id}::uuid)`;
  return sort === "oldest" ? sql`(created_at, id) > ${last}` : sql`(created_at, id) < ${last}`;
}
