import type { ReactionCount } from "@roost/protocol/reaction.ts";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { prepared } from "../store/prepared.ts";

/** So many people are named with a page of messages. */
const NAMED = 5;

/** What people reacted with to messages of a room, by number and in the order in which it came. */
export async function countReactions(
  db: Db,
  userId: string,
  roomId: string,
  numbers: readonly number[],
): Promise<ReactionCount[]> {
  if (numbers.length === 0) return [];
  const { rows } = await sql<ReactionCount>`${prepared("reaction-counts")}
    SELECT number, emoji, count(*)::int AS count,
      (array_agg(user_id ORDER BY created_at))[1:${sql.lit(NAMED)}] AS "userIds",
      bool_or(user_id = ${userId}) AS mine
    FROM reactions
    WHERE room_id = ${roomId} AND number = ANY(${numbers}::bigint[]) AND removed_at IS NULL
    GROUP BY number, emoji
    ORDER BY number, min(created_at), emoji`.execute(db);
  return rows;
}
