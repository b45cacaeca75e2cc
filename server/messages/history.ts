import type { HistoryPage, PageQuery } from "@roost/protocol/http.ts";
import { parseMessageId } from "@roost/protocol/message.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { atOneMoment } from "../store/at-one-moment.ts";
import { decodeNumber, nextCursor } from "../store/cursor.ts";
import { findMessage } from "./reader.ts";

/** In place of a version: what the message says now, behind all of its edits. */
const NOW = Number.MAX_SAFE_INTEGER;

/**
 * What a message has said, the newest first: the first page begins with what it says now. Of a deleted one,
 * nothing. Throws `message.not_found`, and `message.forbidden` for an event.
 */
export async function listHistory(
  { database, pageSize }: Pick<Context, "database" | "pageSize">,
  actor: Actor,
  id: string,
  { cursor, limit = pageSize }: Pick<PageQuery, "cursor" | "limit">,
): Promise<HistoryPage> {
  const before = cursor === undefined ? NOW : decodeNumber(cursor);
  return atOneMoment(database.db, async (db) => {
    const message = await findMessage(db, actor, "history", id);
    if (message.deletedAt !== null) return { versions: [], nextCursor: null };
    const { roomId, number } = parseMessageId(id);
    const rows = await db
      .selectFrom("message_edits")
      .select(["version", "body", "written_at"])
      .where("room_id", "=", roomId)
      .where("number", "=", number)
      .where("version", "<", before)
      .orderBy("version", "desc")
      .limit(limit + 1)
      .execute();
    const { body, editedAt, createdAt } = message;
    const written_at = new Date(editedAt ?? createdAt);
    if (cursor === undefined) rows.unshift({ version: NOW, body, written_at });
    const next = nextCursor(rows, limit, ({ version }) => [`${version}`]);
    const versions = rows.map((row) => ({
      body: row.body,
      writtenAt: row.written_at.toISOString(),
    }));
    return { versions, nextCursor: next };
  });
}
