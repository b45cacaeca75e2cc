import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import type { TriedRetention, TryRetention } from "@roost/protocol/retention.ts";
import { sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { findRoomFor } from "../rooms/rights.ts";
import type { Reader } from "../store/database.ts";
import { findGoing, type Going } from "./going.ts";
import { keptSince } from "./kept-since.ts";

/** Whoever has seen what would go may say so for this long. */
const triedForMs = 3_600_000;

/**
 * Says what would go if messages were kept for so many days, and changes nothing. The audit log has it: without such an entry
 * of theirs, nobody shortens the time.
 *
 * Throws `auth.forbidden`, and `room.not_found` for a room, also for a direct.
 */
export async function tryRetention(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  { days, roomId }: TryRetention,
  now: Date,
): Promise<TriedRetention> {
  requireRight(actor, "tryRetention");
  const room = roomId === undefined ? null : await findRoomFor(db, actor, "setRetention", roomId);
  const which = room ? sql`r.id = ${room.id}` : sql`r.retention_days IS NULL`;
  const going = await findGoing(db, which, sql<number>`${days}::int`, now);
  const tried = { before: keptSince(days, now).toISOString(), ...summaryOf(going) };
  const { messages } = tried;
  const about = { roomId: room?.id ?? null, name: room?.name ?? "", days, messages };
  await record(db, actor, "retention.tried", null, about);
  return tried;
}

function summaryOf(going: readonly Going[]): Omit<TriedRetention, "before"> {
  const directs = going.filter(({ kind }) => kind === "direct");
  const total = (some: readonly Going[]) => some.reduce((sum, { messages }) => sum + messages, 0);
  const times = going.flatMap(({ from, to }) => [from, to]).sort((a, b) => +a - +b);
  return {
    messages: total(going),
    roomCount: going.length,
    from: times[0]?.toISOString() ?? null,
    to: times.at(-1)?.toISOString() ?? null,
    rooms: going
      .filter(({ kind }) => kind !== "direct")
      .slice(0, admissionLimits.triedRooms)
      .map(({ from, to, ...room }) => ({
        ...room,
        from: from.toISOString(),
        to: to.toISOString(),
      })),
    directs: { rooms: directs.length, messages: total(directs) },
  };
}

/**
 * Nobody shortens the time without having seen what goes: the audit log is what says it. Throws `retention.not_tried`.
 *
 * @param roomId Null for the server.
 */
export async function requireTried(
  db: Reader,
  userId: string,
  roomId: string | null,
  days: number,
  now: Date,
): Promise<void> {
  const look = await db
    .selectFrom(sql<{ id: string }>`audit_entries`.as("a"))
    .select("a.id")
    .where(
      sql<boolean>`a.at > ${new Date(+now - triedForMs)} AND a.actor_id = ${userId}
        AND a.action = 'retention.tried' AND (a.details->>'days')::int = ${days}
        AND a.details->>'roomId' IS NOT DISTINCT FROM ${roomId}::text`,
    )
    .executeTakeFirst();
  if (look) return;
  throw new Refusal(
    "retention.not_tried",
    `Look first at what would go with ${days} days (\`tryRetention\`); then it can be said for an hour.`,
  );
}
