import type { AuditEntry, ExportAuditQuery } from "@roost/protocol/audit.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { encodeCursor } from "../store/cursor.ts";
import { everyPage } from "../store/every-page.ts";
import { namesOf, readAudit, toEntry } from "./list.ts";
import { record } from "./record.ts";

/** An entry, with what those are called whom it names; null where there is nobody like that any more. */
export interface NamedEntry extends AuditEntry {
  actor: string | null;
  user: string | null;
}

/** All entries of a list, some at a time. The log has that they were handed out, as the newest one. */
export async function exportAudit(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: ExportAuditQuery,
): Promise<AsyncIterable<NamedEntry[]>> {
  requireRight(actor, "exportAudit");
  await record(db, actor, "list.exported", null, { list: "audit" });
  return everyPage(async (cursor, limit) => {
    const rows = await readAudit(db, { ...query, ...cursor }, limit);
    const names = await namesOf(db, rows);
    const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
    const named = rows.map((row): NamedEntry => {
      const { id, at, actorId, userId, ...rest } = toEntry(row);
      return { id, at, actorId, userId, actor: nameOf(actorId), user: nameOf(userId), ...rest };
    });
    const last = rows.length < limit ? undefined : rows.at(-1);
    return { rows: named, nextCursor: last ? encodeCursor([String(last.id)]) : null };
  });
}
