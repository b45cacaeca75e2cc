import type { ScheduledList } from "@roost/protocol/http.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { OwnRow } from "@roost/protocol/own.ts";
import type { PatchScheduled, Schedule, Scheduled } from "@roost/protocol/scheduled.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { messageBody } from "../messages/text.ts";
import { type OwnColumns, ownColumns, toOwnRow } from "../persons/own-row.ts";
import { changeOwn } from "../persons/put-own.ts";
import { Refusal } from "../refusal.ts";
import { findRoomFor } from "../rooms/rights.ts";

type WriteContext = Pick<Context, "database" | "bus">;
type TextContext = WriteContext & Pick<Context, "filters">;

const DAY_MS = 86_400_000;

/**
 * Keeps a message, to be sent at a time. To ask for it again changes it, until its time has come. Throws
 * `room.not_found`, `text.…`, `filter.refused`, `request.invalid` for a time that is too far away, `scheduled.sending` and `me.full`.
 */
export async function schedule(
  ctx: TextContext,
  actor: Actor,
  roomId: string,
  { clientMessageId, body, sendAt, ...place }: Schedule,
): Promise<OwnRow> {
  await findRoomFor(ctx.database.db, actor, "schedule", roomId);
  const said = messageBody(await ctx.filters.pass(actor, body));
  const value = { roomId, body: said, sendAt: timeOf(sendAt), ...place };
  return (await change(ctx, actor, clientMessageId, () => value)) as OwnRow;
}

/**
 * Changes what a message says, or when it is sent; one that was refused is tried again. Throws
 * `scheduled.not_found`, `scheduled.sending`, `text.…`, `filter.refused`, `request.invalid` and `me.full`.
 */
export async function editScheduled(
  ctx: TextContext,
  actor: Actor,
  id: string,
  { body, sendAt }: PatchScheduled,
): Promise<OwnRow> {
  const changed = {
    ...(body !== undefined && { body: messageBody(await ctx.filters.pass(actor, body)) }),
    ...(sendAt !== undefined && { sendAt: timeOf(sendAt) }),
  };
  const row = await change(ctx, actor, id, (held) => {
    if (held === null) throw new Refusal("scheduled.not_found");
    const { failure, movedFrom, ...rest } = held;
    // A time that somebody chooses is its place among the others again.
    const keepsPlace = movedFrom !== undefined && sendAt === undefined;
    return { ...rest, ...(keepsPlace && { movedFrom }), ...changed };
  });
  return row as OwnRow;
}

/**
 * Takes a message away that was to be sent. Throws `scheduled.sending` where its time has come.
 *
 * @returns null where there was none.
 */
export function unschedule(ctx: WriteContext, actor: Actor, id: string): Promise<OwnRow | null> {
  return change(ctx, actor, id, () => null);
}

/** What somebody has written to be sent later, what is sent first first. */
export async function listScheduled(
  ctx: Pick<Context, "database">,
  { id: userId }: Actor,
): Promise<ScheduledList> {
  const { rows } = await sql<{ row: OwnColumns }>`
    SELECT ${ownColumns} AS row
    FROM own_rows o
    WHERE o.user_id = ${userId} AND o.kind = 'scheduled' AND o.value IS NOT NULL
    ORDER BY (o.value ->> 'sendAt') COLLATE "C", o.version`.execute(ctx.database.db);
  return { scheduled: rows.map(({ row }) => toOwnRow(row)) };
}

/** What is being sent is frozen: another node may be about to post it as it was. */
function change(
  ctx: WriteContext,
  { id: userId }: Actor,
  key: string,
  next: (held: Scheduled | null) => Scheduled | null,
): Promise<OwnRow | null> {
  return changeOwn<"scheduled">(ctx, { userId, kind: "scheduled", key }, (held) => {
    if (held?.sending) throw new Refusal("scheduled.sending");
    return next(held);
  });
}

/** In the one form in which times are compared as texts. Throws `request.invalid`. */
function timeOf(sendAt: string): string {
  const at = new Date(sendAt);
  // A leap second is a time, and none that a computer knows.
  if (Number.isNaN(at.getTime())) throw new Refusal("request.invalid", "There is no such time.");
  if (at.getTime() > Date.now() + limits.scheduleDays * DAY_MS) {
    throw new Refusal("request.invalid", `Choose a time within ${limits.scheduleDays} days.`);
  }
  return at.toISOString();
}
