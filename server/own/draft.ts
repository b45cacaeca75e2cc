import type { DraftsPage, SetDraft } from "@roost/protocol/http.ts";
import { limits } from "@roost/protocol/limits.ts";
import { messageId } from "@roost/protocol/message.ts";
import type { OwnRow } from "@roost/protocol/own.ts";
import { cleanBody } from "@roost/protocol/text.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { type OwnColumns, ownColumns, toOwnRow } from "../persons/own-row.ts";
import { putOwn } from "../persons/put-own.ts";
import { Refusal } from "../refusal.ts";
import { findRoomFor } from "../rooms/rights.ts";

/**
 * Keeps what somebody has written in a room of theirs, or a thread of it, and not sent, for all their
 * devices. Nothing but spaces, in reply to nothing, takes the draft away. Throws `room.not_found`,
 * `text.too_long` and `me.full`; none of them for taking it away, which is possible in a room that one has left.
 *
 * @returns null where there was none to take away.
 */
export async function setDraft(
  ctx: Pick<Context, "database" | "bus">,
  actor: Actor,
  roomId: string,
  { body: typed, replyTo, threadNumber }: SetDraft,
): Promise<OwnRow | null> {
  const { text: body } = cleanBody(typed);
  if (body.length > limits.draftCharacters) {
    throw new Refusal("text.too_long", `A draft has at most ${limits.draftCharacters} characters.`);
  }
  const isEmpty = body.trim() === "" && replyTo === undefined;
  if (!isEmpty) await findRoomFor(ctx.database.db, actor, "setDraft", roomId);
  const value = isEmpty ? null : { body, ...(replyTo !== undefined && { replyTo }) };
  const key = threadNumber === undefined ? roomId : messageId(roomId, threadNumber);
  return putOwn(ctx, { userId: actor.id, kind: "draft", key, value });
}

/** The drafts of somebody in rooms of theirs, the last one first. */
export async function listDrafts(
  ctx: Pick<Context, "database">,
  { id: userId }: Actor,
): Promise<DraftsPage> {
  const { rows } = await sql<{ row: OwnColumns }>`
    SELECT ${ownColumns} AS row
    FROM own_rows o
    JOIN members m ON m.room_id = split_part(o.key, '.', 1)::uuid AND m.user_id = o.user_id AND m.left_at IS NULL
    WHERE o.user_id = ${userId} AND o.kind = 'draft' AND o.value IS NOT NULL
    ORDER BY o.changed_at DESC`.execute(ctx.database.db);
  return { drafts: rows.map(({ row }) => toOwnRow(row)) };
}
