import { sql } from "kysely";
import type { Bus } from "../bus/bus.ts";
import type { Context } from "../context.ts";
import type { Db } from "../store/database.ts";
import { type EmojiRow, emojiColumns } from "./emoji-row.ts";
import { listVersion } from "./list.ts";
import { emojiSubject } from "./signal.ts";

/** Any number will do, as long as no other part of the server uses it. */
const listLock = 7_668_004;

/**
 * Changes the list of emoji: one after the other, so that whoever has read a version has all up to it. Every node
 * is told after the commit.
 *
 * @param change gets the version that the list will have; null where nothing is to be changed.
 */
export async function changeList(
  { database, bus }: Pick<Context, "database"> & { bus: Pick<Bus, "publish"> },
  change: (tx: Db, version: number) => Promise<EmojiRow | null>,
): Promise<EmojiRow | null> {
  const row = await database.db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${listLock})`.execute(tx);
    return change(tx, (await listVersion(tx)) + 1);
  });
  if (row) {
    const signal = { type: "emoji", version: row.version } as const;
    bus.publish([{ kind: "signal", subjectId: emojiSubject, signal }]);
  }
  return row;
}

/** The row of a name, also of one that is deleted. */
export function findEmoji(tx: Db, name: string): Promise<EmojiRow | undefined> {
  return tx
    .selectFrom("custom_emoji")
    .select(emojiColumns)
    .where("name", "=", name)
    .executeTakeFirst();
}
