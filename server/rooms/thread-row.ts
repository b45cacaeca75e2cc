import type { Thread } from "@roost/protocol/thread.ts";
import type { Selectable } from "kysely";
import type { Schema } from "../store/schema.ts";

export const threadColumns = [
  "number",
  "version",
  "count",
  "last_number",
  "last_author_id",
  "last_at",
  "user_ids",
] as const;

/** What clients are told of a row of `threads`. */
export type ThreadRow = Pick<Selectable<Schema["threads"]>, (typeof threadColumns)[number]>;

/** A row as `to_jsonb` gives it. */
export type StoredThread = Omit<ThreadRow, "last_at"> & { last_at: string };

export function toThread(row: ThreadRow | StoredThread): Thread {
  return {
    number: row.number,
    version: row.version,
    count: row.count,
    lastNumber: row.last_number,
    lastAuthorId: row.last_author_id,
    lastAt: new Date(row.last_at).toISOString(),
    userIds: row.user_ids,
  };
}
