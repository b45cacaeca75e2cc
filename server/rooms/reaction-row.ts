import type { Reaction } from "@roost/protocol/reaction.ts";
import type { Selectable } from "kysely";
import type { Schema } from "../store/schema.ts";

export const reactionColumns = [
  "number",
  "emoji",
  "user_id",
  "version",
  "count",
  "created_at",
  "removed_at",
] as const;

/** What clients are told of a row of `reactions`. */
export type ReactionRow = Pick<Selectable<Schema["reactions"]>, (typeof reactionColumns)[number]>;

export function toReaction(row: ReactionRow): Reaction {
  return {
    number: row.number,
    emoji: row.emoji,
    userId: row.user_id,
    version: row.version,
    count: row.count,
    createdAt: row.created_at.toISOString(),
    removedAt: row.removed_at?.toISOString() ?? null,
  };
}
