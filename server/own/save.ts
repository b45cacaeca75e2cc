import type { PageQuery, SavedPage } from "@roost/protocol/http.ts";
import type { OwnRow } from "@roost/protocol/own.ts";
import { sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { getMessage } from "../messages/reader.ts";
import { putOwn } from "../persons/put-own.ts";
import { Refusal } from "../refusal.ts";
import { type MessageRow, messageColumns, peopleOf, toMessage } from "../rooms/message-row.ts";
import { columnList } from "../store/column-list.ts";
import { nextCursor } from "../store/cursor.ts";
import { requireVersionCursor } from "./version-cursor.ts";

/**
 * Keeps a message for later, or no longer. Throws `message.not_found` (also for one that is deleted) and
 * `me.full`; neither for taking it away, which is possible in a room that one has left.
 *
 * @returns null where it was not kept.
 */
export async function saveMessage(
  ctx: Pick<Context, "database" | "bus">,
  actor: Actor,
  id: string,
  on: boolean,
): Promise<OwnRow | null> {
  if (on && (await getMessage(ctx, actor, id)).deletedAt !== null) {
    throw new Refusal("message.not_found", "This message was deleted.");
  }
  return putOwn(ctx, { userId: actor.id, kind: "saved", key: id, value: on ? {} : null });
}

type Row = MessageRow & { savedAt: Date; savedVersion: number };

/** The messages that somebody keeps, in rooms of theirs, and that are not deleted; the last one first. */
export async function listSaved(
  ctx: Pick<Context, "database" | "pageSize">,
  { id: userId }: Actor,
  { cursor, limit = ctx.pageSize }: Pick<PageQuery, "cursor" | "limit">,
): Promise<SavedPage> {
  const { db } = ctx.database;
  const before = requireVersionCursor(cursor);
  const { rows } = await sql<Row>`
    SELECT ${columnList(messageColumns, "m")}, o.changed_at AS "savedAt", o.version AS "savedVersion"
    FROM own_rows o
    JOIN messages m ON m.room_id = split_part(o.key, '.', 1)::uuid
      AND m.number = split_part(o.key, '.', 2)::bigint
    JOIN members here
      ON here.room_id = m.room_id AND here.user_id = o.user_id AND here.left_at IS NULL
    WHERE o.user_id = ${userId} AND o.kind = 'saved' AND o.value IS NOT NULL
      AND m.deleted_at IS NULL
      ${before === null ? sql`` : sql`AND o.version < ${before}::bigint`}
    ORDER BY o.version DESC
    LIMIT ${limit + 1}`.execute(db);
  const next = nextCursor(rows, limit, ({ savedVersion }) => [`${savedVersion}`]);
  const saved = rows.map(({ savedAt, ...row }) => {
    return { message: toMessage(row), savedAt: savedAt.toISOString() };
  });
  const people = [...peopleOf(saved.map(({ message }) => message))];
  return { saved, users: await loadPeople(db, people), nextCursor: next };
}
