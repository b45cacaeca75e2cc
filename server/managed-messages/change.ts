import type { ChangedMessages, ChangeMessages } from "@roost/protocol/managed-messages.ts";
import { parseMessageId } from "@roost/protocol/message-id.ts";
import { type Actor, requireRight } from "../actor.ts";
import { type EraseContext, findMessage, takeAway } from "../messages/rewrite.ts";
import { recount } from "../messages/threads.ts";
import { Refusal } from "../refusal.ts";
import { keptSince } from "../retention/kept-since.ts";
import { changeRoom } from "../rooms/change.ts";
import { findReadable } from "./readable.ts";

type Result = ChangedMessages["results"][number];

/**
 * Deletes messages for everybody, or brings back deleted ones, each as if it were asked for alone: what keeps one of them
 * from it keeps no other. Each is a change of its room, and has an entry in the audit log.
 */
export async function changeMessages(
  ctx: EraseContext,
  actor: Actor,
  { change, messageIds }: ChangeMessages,
  now: Date,
): Promise<ChangedMessages> {
  requireRight(actor, "changeMessages");
  const ids = [...new Set(messageIds)];
  const rooms = new Map<string, Refusal | null>();
  for (const { roomId } of ids.map(parseMessageId)) {
    if (!rooms.has(roomId)) rooms.set(roomId, await denialOf(ctx, actor, roomId, now));
  }
  // Together, so that those of one room share commits.
  const results = ids.map((messageId): Promise<Result> => {
    const { roomId, number } = parseMessageId(messageId);
    const denial = rooms.get(roomId);
    const version = denial
      ? Promise.reject(denial)
      : changeAny(ctx, actor, change, { roomId, number }, now);
    return version.then(
      (done) => ({ messageId, version: done, problem: null }),
      (error: unknown) => ({ messageId, version: null, problem: problemOf(error) }),
    );
  });
  return { results: await Promise.all(results) };
}

/** Why somebody does not read a room; null where they do. */
async function denialOf({ database }: EraseContext, actor: Actor, roomId: string, now: Date) {
  try {
    await findReadable(database.db, actor, roomId, now);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code === "room.not_found" ? new Refusal("message.not_found") : error;
  }
}

function problemOf(error: unknown): NonNullable<Result["problem"]> {
  if (error instanceof Refusal) return { code: error.code, detail: error.detail };
  throw error;
}

/** Where a message stands. */
interface Place {
  roomId: string;
  number: number;
}

/** Returns the version of the message from then on. What is so already stays as it is. */
export function changeAny(
  ctx: EraseContext,
  actor: Actor,
  change: ChangeMessages["change"],
  { roomId, number }: Place,
  now: Date,
): Promise<number> {
  return changeRoom(ctx, roomId, async (room) => {
    const row = await findMessage(room, number);
    if (!row?.author_id || room.room.deleted_at) throw new Refusal("message.not_found");
    if ((row.deleted_at !== null) === (change === "delete")) return row.version;
    const { name } = room.room;
    if (change === "delete") {
      const { version } = await takeAway(ctx, room, row, actor.id);
      await room.audit(actor, "message.deleted", { roomId, name, number }, row.author_id);
      return version;
    }
    if (room.room.archived_at !== null) throw new Refusal("room.archived");
    const { deletedKeptDays } = ctx.settings.values;
    const restored = await room.bringBack(number, keptSince(deletedKeptDays, now));
    if (!restored) throw new Refusal("message.not_kept");
    if (row.thread_number !== null) await recount(room, row.thread_number);
    const { deletedById } = restored;
    const details = { roomId, name, number, deletedById };
    await room.audit(actor, "message.restored", details, row.author_id);
    return restored.message.version;
  });
}
