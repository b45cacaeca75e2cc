import type { HiddenPart, MyPresence } from "@roost/protocol/presence.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";

/** What is stored of somebody's presence. */
export interface StoredPresence extends MyPresence {
  /** When they did something last, in milliseconds; null where that was never noted. */
  seenAtMs: number | null;
}

interface Row {
  ord: number;
  emoji: string | null;
  text: string | null;
  until: Date | null;
  quiet_until: Date | null;
  hidden: HiddenPart[] | null;
  seen_at: Date | null;
}

/** What is stored of people, in the given order; null where there is no such person. */
export async function loadPresences(
  db: Db,
  userIds: readonly string[],
): Promise<(StoredPresence | null)[]> {
  const { rows } = await sql<Row>`
    SELECT q.ord::int, p.status_emoji AS emoji, p.status_text AS text, p.status_until AS until,
      p.do_not_disturb_until AS quiet_until, p.hidden, p.seen_at
    FROM unnest(${uuidArray(userIds)}::uuid[]) WITH ORDINALITY AS q (user_id, ord)
    JOIN users u ON u.id = q.user_id
    LEFT JOIN presences p ON p.user_id = q.user_id`.execute(db);
  const found: (StoredPresence | null)[] = userIds.map(() => null);
  for (const row of rows) found[row.ord - 1] = toStored(row);
  return found;
}

function toStored({ emoji, text, until, quiet_until, hidden, seen_at }: Row): StoredPresence {
  const hasStatus = emoji !== null || (text ?? "") !== "";
  return {
    status: hasStatus ? { emoji, text: text ?? "", until: until?.toISOString() ?? null } : null,
    doNotDisturbUntil: quiet_until?.toISOString() ?? null,
    hidden: hidden ?? [],
    seenAtMs: seen_at?.getTime() ?? null,
  };
}
