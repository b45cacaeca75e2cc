import { sql } from "kysely";
import type { Work } from "../jobs/kinds.ts";
import { recount } from "../messages/threads.ts";
import { changeRoom } from "../rooms/change.ts";
import type { RoomChange } from "../rooms/room-change.ts";
import type { Db } from "../store/database.ts";
import { daysOf, findGoing, keptSinceIn } from "./going.ts";
import { keptSince } from "./kept-since.ts";

/** Messages that one change of a room looks at: whoever posts there waits for it. */
const stepMessages = 100;

/** The room that the last step was in; null before the first one. */
interface Place {
  roomId: string | null;
  /** Whether nothing more is to be done in it, whatever a look from outside says. */
  isDone?: boolean;
}

/**
 * Deletes all messages for good that are older than they are kept, room by room. Each step is a change of a room, by its log, so that
 * all devices come to the same; a step that is broken off is done again.
 */
export const expireMessages: Work<Place> = {
  canBeCancelled: true,
  async step(ctx, { place, done, total }, now) {
    const { db } = ctx.database;
    const serverDays = ctx.settings.values.messagesKeptDays;
    if (place === null) {
      return { next: { roomId: null }, total: done + (await countSteps(db, serverDays, now)) };
    }
    const roomId = await nextRoom(db, serverDays, place, now);
    if (roomId === null) return { next: null, total: done + 1, write: dropReported };
    const isDone = !(await changeRoom(ctx, roomId, (change) =>
      expireSome(change, serverDays, now),
    ));
    return { next: { roomId, isDone }, total: Math.max(total ?? 0, done + 2) };
  },
};

/** This one, the last one, and those between. */
async function countSteps(db: Db, serverDays: number, now: Date): Promise<number> {
  const going = await findGoing(db, sql`true`, daysOf(serverDays), now);
  return going.reduce((sum, { messages }) => sum + Math.ceil(messages / stepMessages), 2);
}

/**
 * The next room where something is too old, which may be the one before once more. The numbers of a room have no gaps, and are
 * in the order of time: so it is enough to look at one message of each.
 */
async function nextRoom(
  db: Db,
  serverDays: number,
  { roomId: from, isDone = false }: Place,
  now: Date,
): Promise<string | null> {
  const days = daysOf(serverDays);
  const { rows } = await sql<{ id: string }>`
    SELECT r.id FROM rooms r JOIN messages m ON m.room_id = r.id AND m.number = r.expired_number + 1
    WHERE r.deleted_at IS NULL AND ${days} > 0 AND m.created_at < ${keptSinceIn(days, now)}
      ${from === null ? sql`` : sql`AND r.id ${sql.raw(isDone ? ">" : ">=")} ${from}`}
    ORDER BY r.id LIMIT 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Returns whether anything was too old. */
async function expireSome(change: RoomChange, serverDays: number, now: Date): Promise<boolean> {
  const { id, deleted_at, retention_days, expired_number } = change.room;
  const days = retention_days ?? serverDays;
  // As it is now, which may be otherwise than when the room was chosen.
  if (deleted_at !== null || days === 0) return false;
  const since = keptSince(days, now);
  const rows = await change.tx
    .selectFrom("messages")
    .select(["number", "created_at"])
    .where("room_id", "=", id)
    .where("number", ">", expired_number)
    .orderBy("number")
    .limit(stepMessages)
    .execute();
  const young = rows.findIndex(({ created_at }) => created_at >= since);
  const last = (young < 0 ? rows : rows.slice(0, young)).at(-1);
  if (!last) return false;
  const threads = await change.expire(last.number);
  for (const number of threads) await recount(change, number);
  return true;
}

/**
 * What was reported stays with its report until that is resolved. Then it goes, too, once the message itself is too old.
 */
async function dropReported(tx: Db): Promise<void> {
  const { rows } = await sql<{ roomId: string; expired: number }>`
    SELECT r.id AS "roomId", r.expired_number AS expired FROM rooms r
    WHERE r.expired_number > 0 AND r.id IN (
      SELECT room_id FROM reports WHERE resolved_at IS NOT NULL AND body <> '')`.execute(tx);
  for (const { roomId, expired } of rows) {
    await sql`
      UPDATE reports SET body = ''
      WHERE room_id = ${roomId} AND number <= ${expired} AND resolved_at IS NOT NULL`.execute(tx);
  }
}
