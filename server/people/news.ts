import { sql } from "kysely";
import type { Bus, BusEvent } from "../bus/bus.ts";
import type { Context } from "../context.ts";
import type { Db } from "../store/database.ts";

/** Keeps what a command did beside a running server, which tells it to its nodes within a second. */
export async function keepNews(db: Db, events: readonly BusEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sql`
    INSERT INTO untold_news (event)
    SELECT event FROM jsonb_array_elements(${JSON.stringify(events)}::jsonb) AS event`.execute(db);
}

/**
 * Tells what commands have done. A node that is killed in between has told it, or has left it: it is told twice
 * rather than never.
 */
export async function tellNews({
  database,
  bus,
}: Pick<Context, "database"> & {
  bus: Pick<Bus, "publish">;
}): Promise<void> {
  // It is asked every second, and there is hardly ever any: one statement tells.
  const { rows: some } = await sql`SELECT FROM untold_news LIMIT 1`.execute(database.db);
  if (some.length === 0) return;
  await database.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ event: BusEvent }>`
      DELETE FROM untold_news WHERE id IN (SELECT id FROM untold_news ORDER BY id FOR UPDATE SKIP LOCKED)
      RETURNING event`.execute(tx);
    bus.publish(rows.map(({ event }) => event));
  });
}
