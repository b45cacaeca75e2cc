import type { Presence } from "@roost/protocol/presence.ts";
import { filterSeen } from "../accounts/seen-people.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { loadPresences } from "./stored.ts";
import { viewOf } from "./view.ts";

/**
 * How somebody can be met now, as far as they show it to `actor`: for who asks once and does not look on. Throws
 * `user.not_found`, also where `actor` does not get to know of them.
 */
export async function askPresence(
  { database, asked }: Pick<Context, "database" | "asked">,
  actor: Actor,
  userId: string,
): Promise<Presence> {
  requireRight(actor, "profile");
  const [seen, [stored], answers] = await Promise.all([
    filterSeen(database.db, actor, [userId]),
    loadPresences(database.db, [userId]),
    asked.ask(userId),
  ]);
  if (!stored || seen.length === 0) throw new Refusal("user.not_found");
  const times = [stored.seenAtMs ?? 0, ...answers.map(({ seenAtMs }) => seenAtMs)];
  const states = answers.map(({ state }) => state);
  const hidden = actor.id === userId ? [] : stored.hidden;
  return viewOf({ userId, states, seenAtMs: Math.max(...times) }, stored, hidden);
}
