import type { Resolution } from "@roost/protocol/report.ts";
import { sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { findMessage, takeAway } from "../messages/rewrite.ts";
import { Refusal } from "../refusal.ts";
import { changeRoom } from "../rooms/change.ts";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";

/**
 * Resolves a report, and with it all open ones of the same message: nothing is to be done, or the message is deleted for
 * everybody, whoever is in its room. One that is resolved already stays as it is. Throws `report.not_found`.
 */
export async function resolveReport(
  ctx: Pick<Context, "database" | "changes" | "settings">,
  actor: Actor,
  reportId: string,
  resolution: Resolution,
): Promise<void> {
  requireRight(actor, "resolveReport");
  const { db } = ctx.database;
  const known = await findReport(db, reportId);
  if (!known) throw new Refusal("report.not_found");
  await db.transaction().execute(async (tx) => {
    const { roomId, number, authorId } = known;
    // Who resolves another report of the message at the same moment waits here.
    const { rows: open } = await sql<{ id: string }>`
      SELECT id FROM reports
      WHERE room_id = ${roomId} AND number = ${number} AND resolved_at IS NULL
      ORDER BY id FOR UPDATE`.execute(tx);
    if (!open.some(({ id }) => id === known.id)) return;
    // It has a transaction of its own. Should this one be lost then, the report is open still, and resolved again.
    if (resolution === "deleted") await deleteFor(ctx, actor, roomId, number);
    await sql`
      UPDATE reports SET resolved_at = now(), resolved_by = ${actor.id}, resolution = ${resolution}
      WHERE id = ANY(${uuidArray(open.map(({ id }) => id))}::uuid[])`.execute(tx);
    const details = { resolution, roomId, number, reports: open.length };
    await record(tx, actor, "report.resolved", authorId, details);
  });
}

interface Found {
  id: string;
  roomId: string;
  number: number;
  authorId: string;
}

async function findReport(db: Db, reportId: string): Promise<Found | undefined> {
  const { rows } = await sql<Found>`
    SELECT id, room_id AS "roomId", number::int, author_id AS "authorId"
    FROM reports WHERE id = ${reportId}`.execute(db);
  return rows[0];
}

async function deleteFor(
  ctx: Pick<Context, "database" | "changes" | "settings">,
  actor: Actor,
  roomId: string,
  number: number,
): Promise<void> {
  await changeRoom(ctx, roomId, async (room) => {
    const row = await findMessage(room, number);
    if (row) await takeAway(ctx, room, row, actor.id);
  });
}
