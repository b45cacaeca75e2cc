import type { AuditEntry, AuditPage, AuditQuery } from "@roost/protocol/audit.ts";
import type { User } from "@roost/protocol/user.ts";
import { type RawBuilder, sql } from "kysely";
import { asUser, type UserRow, userColumns } from "../accounts/user-columns.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { decodeNumber, nextCursor } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";

export type Row = Omit<AuditEntry, "at"> & { at: Date };

/** What was done to this server and its people. */
export async function listAudit(
  { database: { db }, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  query: AuditQuery,
): Promise<AuditPage> {
  requireRight(actor, "audit");
  const { limit = pageSize } = query;
  const rows = await readAudit(db, query, limit + 1);
  const next = nextCursor(rows, limit, ({ id }) => [String(id)]);
  return { entries: rows.map(toEntry), users: await findNamed(db, rows), nextCursor: next };
}

/** As many entries, the newest first where it does not say otherwise. */
export async function readAudit(
  db: Db,
  { actorId, means, userId, action, from, to, sort, cursor }: Omit<AuditQuery, "limit">,
  count: number,
): Promise<Row[]> {
  const isOldestFirst = sort === "oldest";
  const conditions: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (means !== undefined) conditions.push(sql`means = ${means}`);
  if (actorId !== undefined) conditions.push(sql`actor_id = ${actorId}`);
  if (userId !== undefined) conditions.push(sql`user_id = ${userId}`);
  if (action !== undefined) conditions.push(sql`action = ${action}`);
  if (from !== undefined) conditions.push(sql`at >= ${from}`);
  if (to !== undefined) conditions.push(sql`at < ${to}`);
  if (cursor !== undefined) {
    const last = decodeNumber(cursor);
    conditions.push(isOldestFirst ? sql`id > ${last}` : sql`id < ${last}`);
  }
  const { rows } = await sql<Row>`
    SELECT id, at, actor_id AS "actorId", means, address, action, user_id AS "userId", details
    FROM audit_entries
    WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY ${sql.raw(isOldestFirst ? "id" : "id DESC")}
    LIMIT ${count}`.execute(db);
  return rows;
}

export function toEntry(row: Row): AuditEntry {
  return { ...row, id: Number(row.id), at: row.at.toISOString() };
}

/** What those are called whom the entries name, by their ids. */
export async function namesOf(db: Db, rows: readonly Row[]): Promise<Map<string, string>> {
  return new Map((await findNamed(db, rows)).map(({ id, username }) => [id, username]));
}

/** Of accounts that are gone, there is nobody. */
async function findNamed(db: Db, rows: readonly Row[]): Promise<User[]> {
  const ids = new Set(
    rows.flatMap(({ actorId, userId, details }) => [
      ...(actorId === null ? [] : [actorId]),
      ...(userId === null ? [] : [userId]),
      ...("before" in details && "after" in details ? [details.before, details.after] : []),
    ]),
  );
  const uuids = [...ids].filter(
    (id): id is string => typeof id === "string" && /^[0-9a-f-]{36}$/.test(id),
  );
  const { rows: users } = await sql<UserRow>`
    SELECT ${sql.raw(userColumns("u"))}
    FROM users u WHERE id = ANY(${uuidArray(uuids)}::uuid[])`.execute(db);
  return users.map(asUser);
}
