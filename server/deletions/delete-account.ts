import { sql } from "kysely";
import type { Context } from "../context.ts";
import type { StepDone, Work } from "../jobs/kinds.ts";
import { erase, findMessage } from "../messages/rewrite.ts";
import { changeRoom } from "../rooms/change.ts";
import { handOver } from "../rooms/leave.ts";
import type { RoomChange } from "../rooms/room-change.ts";
import { countWalk, nextRoom, nextStretch, type WalkPlace } from "../rooms/walk-rooms.ts";
import type { Db } from "../store/database.ts";
import { closeAccount } from "./close-account.ts";

/**
 * Where a step begins: in the walk out of the rooms, in the same once more for whoever brought them into one meanwhile, or in
 * that through the messages.
 */
interface Place extends WalkPlace {
  walk: "rooms" | "again" | "messages";
}

/** Messages that are deleted by one change of a room: whoever else changes it waits for it. */
const messagesAStep = 50;

/**
 * Deletes an account whose time is over: its row becomes a placeholder, it is taken out of each room, and where the server says so
 * each of its messages is deleted. Rooms are changed by their logs, so that all devices come to the same.
 */
export const deleteAccount: Work<Place> = {
  canBeCancelled: false,
  async step(ctx, job, now) {
    const { userId, place } = job;
    if (userId === null) throw new Error("A deletion is of one account.");
    if (place === null) return begin(ctx, userId, now);
    return place.walk === "messages"
      ? eraseSome(ctx, userId, place)
      : leaveNext(ctx, userId, place);
  },
};

type Step = Promise<StepDone<Place>>;

async function begin(ctx: Context, userId: string, now: Date): Step {
  if (!(await closeAccount(ctx, userId, now))) return { next: null };
  const { rooms, stretches } = await countWalk(ctx.database.db, userId);
  const total = 3 + rooms + ((await removesMessages(ctx, userId)) ? 1 + stretches : 0);
  return { next: { walk: "rooms", roomId: null, number: 0 }, total };
}

/** What a bot wrote is the server's, not a person's: it stays. */
async function removesMessages(ctx: Context, userId: string): Promise<boolean> {
  if (ctx.deletedMessages !== "remove") return false;
  const { rows } = await sql<{ isBot: boolean }>`
    SELECT is_bot AS "isBot" FROM users WHERE id = ${userId}`.execute(ctx.database.db);
  return rows[0]?.isBot !== true;
}

async function leaveNext(ctx: Context, userId: string, place: Place): Step {
  const isAgain = place.walk === "again";
  const roomId = await nextRoom(ctx.database.db, userId, place.roomId, isAgain);
  if (roomId === null && !isAgain) return { next: { walk: "again", roomId: null, number: 0 } };
  if (roomId === null) {
    return {
      next: (await removesMessages(ctx, userId))
        ? { walk: "messages", roomId: null, number: 0 }
        : null,
      // What others wrote while they were still in a room may have written some more.
      write: (tx) => dropOwnRows(tx, userId),
    };
  }
  await changeRoom(ctx, roomId, (change) => takeOut(change, userId, isAgain));
  return { next: { ...place, roomId } };
}

async function dropOwnRows(tx: Db, userId: string): Promise<void> {
  await sql`DELETE FROM own_rows WHERE user_id = ${userId}`.execute(tx);
}

/**
 * Takes somebody out of a room, which keeps an owner. Where they are out already, and in a direct, whose people are for ever, their row is told
 * once more: all who are there learn what they are called now.
 */
async function takeOut(change: RoomChange, userId: string, isAgain: boolean): Promise<void> {
  if (change.room.deleted_at !== null) return;
  const role = await change.roleOf(userId);
  if (role === null || change.room.kind === "direct") {
    return isAgain ? undefined : tellOnceMore(change, userId);
  }
  if (role === "owner") await handOver(change, userId);
  await change.dropMember(userId);
  await change.say({ event: "left", userId });
}

async function tellOnceMore(change: RoomChange, userId: string): Promise<void> {
  // What an older node wrote without a place stays to be found.
  const placed = sql<number>`CASE WHEN placed_version = version THEN ${change.version}::bigint END`;
  await change.update("members", { user_id: userId }, { placed_version: placed });
}

async function eraseSome(ctx: Context, userId: string, place: Place): Step {
  const { db } = ctx.database;
  const stretch = await nextStretch(db, userId, place);
  if (!stretch) return { next: null };
  const { roomId, from, to } = stretch;
  const { rows } = await sql<{ number: number }>`
    SELECT number FROM messages
    WHERE room_id = ${roomId} AND author_id = ${userId} AND number > ${from} AND number <= ${to}
      AND deleted_at IS NULL
    ORDER BY number LIMIT ${messagesAStep}`.execute(db);
  const numbers = rows.map(({ number }) => number);
  if (numbers.length > 0) await changeRoom(ctx, roomId, (change) => eraseAll(change, numbers));
  const isFull = numbers.length === messagesAStep;
  return { next: { ...place, roomId, number: isFull ? (numbers.at(-1) ?? to) : to } };
}

async function eraseAll(change: RoomChange, numbers: readonly number[]): Promise<void> {
  if (change.room.deleted_at !== null) return;
  for (const number of numbers) {
    const row = await findMessage(change, number);
    if (row) await erase(change, row);
  }
}
