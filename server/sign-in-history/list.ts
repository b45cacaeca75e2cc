import type {
  SignInHistory,
  SignInHistoryQuery,
  SignInRecord,
} from "@roost/protocol/sign-in-history.ts";
import { sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { decodeTimeAndId, nextCursor, timeAndId } from "../store/cursor.ts";
import type { Db } from "../store/database.ts";

type Row = Omit<SignInRecord, "at"> & { at: Date };
type Parts = Pick<Context, "database" | "pageSize">;

/** Who came in to my account, and who was kept out. */
export async function listMySignIns(
  { database: { db }, pageSize }: Parts,
  actor: Actor,
  query: SignInHistoryQuery,
): Promise<SignInHistory> {
  requireRight(actor, "mySignIns");
  return readSignIns(db, actor.id, query, pageSize);
}

/** The same of somebody's account. Throws `user.not_found`. */
export async function listSignIns(
  { database: { db }, pageSize }: Parts,
  actor: Actor,
  userId: string,
  query: SignInHistoryQuery,
): Promise<SignInHistory> {
  requireRight(actor, "signIns");
  const { rows } = await sql`SELECT FROM users WHERE id = ${userId}`.execute(db);
  if (rows.length === 0) throw new Refusal("user.not_found");
  return readSignIns(db, userId, query, pageSize);
}

async function readSignIns(
  db: Db,
  userId: string,
  { outcome, cursor, limit }: SignInHistoryQuery,
  pageSize: number,
): Promise<SignInHistory> {
  const count = limit ?? pageSize;
  const conditions = [sql`user_id = ${userId}`];
  if (outcome !== undefined) conditions.push(sql`outcome = ${outcome}`);
  if (cursor !== undefined) {
    const { time, id } = decodeTimeAndId(cursor);
    conditions.push(sql`(at, id) < (coalesce(${time}::timestamptz, '-infinity'), ${id}::uuid)`);
  }
  const { rows } = await sql<Row>`
    SELECT id, at, way, outcome, attempts, address, user_agent AS "userAgent", is_new AS "isNew"
    FROM sign_ins
    WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY at DESC, id DESC
    LIMIT ${count + 1}`.execute(db);
  const next = nextCursor(rows, count, ({ at, id }) => timeAndId(at, id));
  return { signIns: rows.map((row) => ({ ...row, at: row.at.toISOString() })), nextCursor: next };
}
