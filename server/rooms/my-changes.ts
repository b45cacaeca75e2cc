import type { PersonChanges } from "@roost/protocol/person.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { answerPersonChanges } from "../persons/changes.ts";
import { atOneMoment } from "../store/at-one-moment.ts";
import { findMemberships } from "./memberships.ts";
import { withStates } from "./reader.ts";

/** What changed of my own after a version, with the rooms that it is about, as they are now. */
export async function myChangesSince(
  ctx: Pick<Context, "database">,
  { id: userId }: Actor,
  since: number,
): Promise<PersonChanges> {
  return atOneMoment(ctx.database.db, async (tx) => {
    const [changes] = await answerPersonChanges(tx, [{ userId, since }]);
    const { places = [], ...rest } = changes as PersonChanges;
    const pairs = places.flatMap(({ roomId, leftAt }) =>
      leftAt === null ? { userId, roomId } : [],
    );
    const memberships = await findMemberships(tx, pairs);
    const present = memberships.flatMap((membership) => membership ?? []);
    return { ...rest, places, ...(await withStates(tx, userId, present)) };
  });
}
