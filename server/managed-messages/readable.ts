import type { RoomKind } from "@roost/protocol/room.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";

/** For so long after it was opened, whoever opened a private room reads it. */
export const openMs = 3_600_000;

export interface ReadableRoom {
  id: string;
  kind: RoomKind;
  name: string;
  lastNumber: number;
}

/** A room of any kind that was not deleted. */
async function findAnyRoom(db: Db, roomId: string): Promise<ReadableRoom | null> {
  const { rows } = await sql<ReadableRoom>`
    SELECT id, kind, name, last_number AS "lastNumber" FROM rooms
    WHERE id = ${roomId} AND deleted_at IS NULL`.execute(db);
  return rows[0] ?? null;
}

/**
 * A room that `actor`, who may `manageMessages`, reads now: a public one, or one that they have opened a short time ago,
 * of which the audit log knows. Throws `room.not_found`, and `room.not_opened` where they could open it.
 */
export async function findReadable(
  db: Db,
  actor: Actor,
  roomId: string,
  now: Date,
): Promise<ReadableRoom> {
  const room = await findAnyRoom(db, roomId);
  const mayOpen = actor.permissions.includes("readPrivateMessages");
  if (!room || (room.kind !== "public" && !mayOpen)) throw new Refusal("room.not_found");
  if (room.kind === "public" || (await hasOpened(db, actor.id, roomId, now))) return room;
  throw new Refusal(
    "room.not_opened",
    "Open it with a reason (`openMessages`), which lasts for an hour; the audit log keeps that.",
  );
}

/** No entry, no reading: the log is what says it. */
async function hasOpened(db: Db, userId: string, roomId: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    SELECT id FROM audit_entries
    WHERE at > ${new Date(+now - openMs)} AND actor_id = ${userId} AND action = 'messages.opened'
      AND details->>'roomId' = ${roomId.toLowerCase()}
    LIMIT 1`.execute(db);
  return rows.length > 0;
}
