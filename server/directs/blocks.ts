import type { Actor } from "../actor.ts";
import { blockersBetween } from "../persons/blocks.ts";
import { Refusal } from "../refusal.ts";
import type { Reader } from "../store/database.ts";

/**
 * Throws where a new direct of these people is not for `actor` to make: `direct.blocked` where they have
 * blocked the one other person, and `direct.refused` where one of them has blocked `actor`.
 */
export async function requireTaken(
  db: Reader,
  { id: myId }: Actor,
  people: readonly string[],
): Promise<void> {
  const others = people.filter((userId) => userId !== myId);
  const blockers = await blockersBetween(db, myId, others);
  if (others.length === 1 && blockers.has(myId)) throw new Refusal("direct.blocked");
  if (others.some((userId) => blockers.has(userId))) throw new Refusal("direct.refused");
}
