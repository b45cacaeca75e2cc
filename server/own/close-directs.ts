import { sql } from "kysely";
import { directId } from "../directs/direct-id.ts";
import { blockersBetween } from "../persons/blocks.ts";
import { type ChangeContext, changeRoom } from "../rooms/change.ts";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";
import { closeOrOpen } from "./block.ts";

/** Blocks that are looked at in one go. */
const MAX_BLOCKS = 500;

interface Block {
  userId: string;
  blockedId: string;
}

/**
 * Closes the directs of two that are open though one of them has blocked the other: a node of an older version,
 * which knows of no blocks, makes such ones while nodes are upgraded one by one. Safe on several nodes at once.
 * Returns how many there were.
 */
export async function closeDirects(ctx: ChangeContext): Promise<number> {
  const { db } = ctx.database;
  let closed = 0;
  let last: Block | undefined;
  for (;;) {
    const blocks = await blocksAfter(db, last);
    for (const { block, roomId } of await openDespite(db, blocks)) {
      if (await close(ctx, block, roomId)) closed += 1;
    }
    last = blocks.at(-1);
    if (blocks.length < MAX_BLOCKS) return closed;
  }
}

async function blocksAfter(db: Db, last: Block | undefined): Promise<Block[]> {
  const { rows } = await sql<Block>`
    SELECT user_id AS "userId", key AS "blockedId" FROM own_rows
    WHERE kind = 'block' AND value IS NOT NULL
      ${last ? sql`AND (user_id, key) > (${last.userId}::uuid, ${last.blockedId})` : sql``}
    ORDER BY user_id, key
    LIMIT ${MAX_BLOCKS}`.execute(db);
  return rows;
}

/** Those whose direct is there, with people in it, and says nothing of them. */
async function openDespite(
  db: Db,
  blocks: readonly Block[],
): Promise<{ block: Block; roomId: string }[]> {
  const pairs = blocks.map((block) => {
    return { block, roomId: directId([block.userId, block.blockedId].sort()) };
  });
  const { rows } = await sql<{ ord: number }>`
    SELECT q.ord::int
    FROM unnest(${uuidArray(pairs.map(({ roomId }) => roomId))}::uuid[],
      ${uuidArray(blocks.map(({ userId }) => userId))}::uuid[]) WITH ORDINALITY AS q (room_id, user_id, ord)
    JOIN rooms r ON r.id = q.room_id
    WHERE r.member_count > 0 AND NOT coalesce(q.user_id = ANY(r.blocked_by), false)`.execute(db);
  return rows.flatMap(({ ord }) => pairs[ord - 1] ?? []);
}

/** Returns whether it was to be closed: the block may have ended, or closed it, meanwhile. */
function close(ctx: ChangeContext, block: Block, roomId: string): Promise<boolean> {
  return changeRoom(ctx, roomId, async (change) => {
    // What is written of blocks without the room, since there was none, is written from here on.
    await change.holdPersons([block.userId]);
    const blockers = await blockersBetween(change.tx, block.userId, [block.blockedId]);
    return blockers.has(block.userId) && closeOrOpen(change, block.userId, true);
  });
}
