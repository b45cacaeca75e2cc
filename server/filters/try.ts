import type { TriedText } from "@roost/protocol/filters.ts";
import { type Actor, requireRight } from "../actor.ts";
import type { Context } from "../context.ts";

/** What the filters that are on would make of a message of a person. Throws `auth.forbidden`. */
export async function tryFilters(
  { filters }: Pick<Context, "filters">,
  actor: Actor,
  text: string,
): Promise<TriedText> {
  requireRight(actor, "tryFilters");
  // What was changed through another node a moment ago counts.
  await filters.look();
  return filters.try(text);
}
