import type { Bot, Bots } from "@roost/protocol/bots.ts";
import { type RawBuilder, sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import { isSuspended, type SuspensionRow, toSuspension } from "../accounts/suspension.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import type { Db } from "../store/database.ts";

interface Row extends Omit<Bot, "createdAt" | "suspension">, SuspensionRow {
  createdAt: Date;
}

/** The bots of this server. Throws `auth.forbidden`. */
export async function listBots(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
): Promise<Bots> {
  requireRight(actor, "bots");
  const bots = await readBots(db);
  const users = await loadPeople(
    db,
    bots.flatMap(({ ownerId }) => ownerId ?? []),
  );
  return { bots, users };
}

/** All bots, by their names. */
export function readBots(db: Db): Promise<Bot[]> {
  return readRows(db, sql`u.is_bot AND u.deleted_at IS NULL`);
}

/** One that there is. */
export async function readBot(db: Db, id: string): Promise<Bot> {
  const [bot] = await readRows(db, sql`u.is_bot AND u.id = ${id}`);
  return bot as Bot;
}

async function readRows(db: Db, condition: RawBuilder<boolean>): Promise<Bot[]> {
  const { rows } = await sql<Row>`
    SELECT u.id, u.username, u.display_name AS "displayName", true AS "isBot", u.role,
      u.created_at AS "createdAt", u.bot_owner_id AS "ownerId",
      CASE WHEN ${isSuspended("u")} THEN u.suspended_at END AS "suspendedAt",
      u.suspended_until AS until, u.suspension_reason AS reason
    FROM users u WHERE ${condition}
    ORDER BY u.name_order, u.username`.execute(db);
  return rows.map(({ createdAt, suspendedAt, until, reason, ...bot }) => ({
    ...bot,
    createdAt: createdAt.toISOString(),
    suspension: toSuspension({ suspendedAt, until, reason }),
  }));
}
