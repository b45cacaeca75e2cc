import type { Invite, InvitesPage, InvitesQuery } from "@roost/protocol/registration.ts";
import { type RawBuilder, sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeCursor, nextCursor } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";
import { fromInvites, inviteState } from "./state.ts";

type Row = Omit<Invite, "createdAt" | "until"> & { createdAt: Date; until: Date | null };

/** The invitations of this server. Throws `request.invalid` for a cursor of another list. */
export async function listInvites(
  { database: { db }, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  query: InvitesQuery,
  now: Date,
): Promise<InvitesPage> {
  requireRight(actor, "invites");
  return readInvites(db, query, query.limit ?? pageSize, now);
}

export async function readInvites(
  db: Db,
  { state, createdBy, sort = "newest", cursor }: InvitesQuery,
  limit: number,
  now: Date,
): Promise<InvitesPage> {
  const conditions: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (state !== undefined) conditions.push(sql`${inviteState(now)} = ${state}`);
  if (createdBy !== undefined) conditions.push(sql`i.created_by = ${createdBy}`);
  if (cursor !== undefined) {
    const [id] = decodeCursor(cursor, 1);
    const last = sql`(SELECT l.created_at, l.id FROM invites l WHERE l.id::text = ${id})`;
    conditions.push(
      sort === "newest" ? sql`(i.created_at, i.id) < ${last}` : sql`(i.created_at, i.id) > ${last}`,
    );
  }
  const order = sql.raw(sort === "newest" ? "i.created_at DESC, i.id DESC" : "i.created_at, i.id");
  const rows = await readRows(db, conditions, order, limit + 1, now);
  const next = nextCursor(rows, limit, ({ id }) => [id]);
  const users = await loadPeople(
    db,
    rows.flatMap((row) => row.createdBy ?? []),
  );
  return { invites: rows.map(toInvite), users, nextCursor: next };
}

/** One that there is. */
export async function readInvite(db: Db, id: string, now: Date): Promise<Invite> {
  const [row] = await readRows(db, [sql`i.id = ${id}`], sql.raw("i.id"), 1, now);
  return toInvite(row as Row);
}

async function readRows(
  db: Db,
  conditions: RawBuilder<boolean>[],
  order: RawBuilder<unknown>,
  count: number,
  now: Date,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    SELECT i.id, ${inviteState(now)} AS "state", i.created_at AS "createdAt",
      i.created_by AS "createdBy", i.until, i.uses, i.max_uses AS "maxUses",
      i.room_ids::text[] AS "roomIds"
    FROM ${fromInvites}
    WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY ${order}
    LIMIT ${count}`.execute(db);
  return rows;
}

function toInvite({ createdAt, until, ...row }: Row): Invite {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    until: until?.toISOString() ?? null,
  };
}
