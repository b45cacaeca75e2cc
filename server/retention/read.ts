import type { Retention } from "@roost/protocol/retention.ts";
import { sql } from "kysely";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";

/** For how long messages are kept on the server, and when what was too old went last. */
export async function getRetention(
  { database: { db }, settings }: Pick<Context, "database" | "settings">,
  actor: Actor,
): Promise<Retention> {
  requireRight(actor, "retention");
  const { rows } = await sql<{ at: Date }>`
    SELECT created_at AS at FROM jobs WHERE kind = 'retention'
    ORDER BY created_at DESC LIMIT 1`.execute(db);
  return { days: settings.values.messagesKeptDays, lastRunAt: rows[0]?.at.toISOString() ?? null };
}
