import { limits } from "@roost/protocol/limits.ts";
import type { Thread } from "@roost/protocol/thread.ts";
import { sql } from "kysely";
import type { RoomChange } from "../rooms/room-change.ts";
import { type ThreadRow, threadColumns, toThread } from "../rooms/thread-row.ts";
import { columnList } from "../store/column-list.ts";
import type { Db } from "../store/database.ts";
import { prepared } from "../store/prepared.ts";

/** The threads below messages of a room, in the order of their numbers. */
export async function loadThreads(
  db: Db,
  roomId: string,
  numbers: readonly number[],
): Promise<Thread[]> {
  if (numbers.length === 0) return [];
  const { rows } = await sql<ThreadRow>`${prepared("threads")}
    SELECT ${columnList(threadColumns)} FROM threads
    WHERE room_id = ${roomId} AND number = ANY(${numbers}::bigint[])
    ORDER BY number`.execute(db);
  return rows.map(toThread);
}

/** Writes what is shown of a thread anew: a reply to it was deleted. */
export async function recount(change: RoomChange, number: number): Promise<void> {
  const ofRoom = change.tx.selectFrom("messages").where("room_id", "=", change.room.id);
  const replies = ofRoom.where("thread_number", "=", number).where("deleted_at", "is", null);
  const { count } = await replies
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  const last = await replies
    .select(["number", "author_id", "created_at"])
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  const root = await ofRoom
    .select("created_at")
    .where("number", "=", number)
    .executeTakeFirstOrThrow();
  const first = await replies
    .select("author_id")
    .groupBy("author_id")
    .orderBy(({ fn }) => fn.min("number"))
    .limit(limits.threadPeople)
    .execute();
  await change.put("threads", [
    {
      number,
      count: Number(count),
      last_number: last?.number ?? number,
      last_author_id: last?.author_id ?? null,
      last_at: last?.created_at ?? root.created_at,
      user_ids: first.flatMap(({ author_id }) => author_id ?? []),
    },
  ]);
}
