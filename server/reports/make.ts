import { randomUUID } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import type { Reported, ReportMessage } from "@roost/protocol/report.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { getMessage } from "../messages/reader.ts";
import { Refusal } from "../refusal.ts";

/**
 * Reports a message to those who `handleReports`, with its text as it is now. While a report of somebody's is open,
 * another one of the same message takes its reason and note in place of the ones before.
 *
 * Throws `message.not_found`, `message.forbidden` for what nobody wrote, and `text.…` for the note.
 */
export async function reportMessage(
  ctx: Pick<Context, "database">,
  actor: Actor,
  messageId: string,
  { reason, note: typed }: ReportMessage,
): Promise<Reported> {
  const note = readNote(typed);
  const message = await getMessage(ctx, actor, messageId, "report");
  const { roomId, number, authorId, body } = message;
  if (message.deletedAt) throw new Refusal("message.not_found", "This message was deleted.");
  const { rows } = await sql<{ id: string; at: Date }>`
    INSERT INTO reports (id, reporter_id, room_id, number, author_id, body, reason, note)
    VALUES (${randomUUID()}, ${actor.id}, ${roomId}, ${number}, ${authorId}, ${body}, ${reason}, ${note})
    ON CONFLICT (reporter_id, room_id, number) WHERE resolved_at IS NULL
      DO UPDATE SET reason = excluded.reason, note = excluded.note
    RETURNING id, at`.execute(ctx.database.db);
  const [{ id, at }] = rows as [{ id: string; at: Date }];
  return { id, at: at.toISOString() };
}

function readNote(typed: string | undefined): string | null {
  const note = normalizeLine(typed ?? "");
  if (note === "") return null;
  const problem = checkLine(note, limits.reportNoteCharacters);
  if (problem) throw new Refusal(problem.code, `Note: ${problem.detail}`);
  return note;
}
