import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";

/** What is asked for of a room, with name and topic as they may be said. Throws `filter.refused`. */
export async function filtered<Wish extends { name?: string; topic?: string }>(
  { filters }: Pick<Context, "filters">,
  actor: Actor,
  wish: Wish,
): Promise<Wish> {
  const { name, topic } = wish;
  return {
    ...wish,
    ...(name !== undefined && { name: await filters.pass(actor, name, true) }),
    ...(topic !== undefined && { topic: await filters.pass(actor, topic, true) }),
  };
}
