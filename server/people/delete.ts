import type { Context } from "../context.ts";
import { beginDeletion } from "../deletions/begin.ts";
import { cancelDeletion } from "../deletions/cancel.ts";
import { changePerson, type Manager, type PeopleContext } from "./change-person.ts";

type DeletionContext = PeopleContext & Pick<Context, "sendsMail">;

/**
 * Begins to delete somebody's account: they are signed out and cannot sign in, and at its time it is gone. Somebody who is to be
 * deleted already is so at this time.
 *
 * Throws `people.owner`, and as `changePerson` does.
 */
export async function deletePerson(
  ctx: DeletionContext,
  manager: Manager,
  userId: string,
  at: Date,
  now: Date,
): Promise<void> {
  await changePerson(ctx, manager, "deletePerson", userId, async ({ tx, person, tell }) => {
    const { sendsMail } = ctx;
    tell(await beginDeletion(tx, { by: manager, userId: person.id, at, now, sendsMail }));
  });
}

/** Keeps somebody who was to be deleted. Where they were not, nothing changes. Throws as `changePerson` does. */
export async function keepPerson(
  ctx: DeletionContext,
  manager: Manager,
  userId: string,
  now: Date,
): Promise<void> {
  await changePerson(ctx, manager, "keepPerson", userId, async ({ tx, person }) => {
    await cancelDeletion(tx, { by: manager, userId: person.id, now, sendsMail: ctx.sendsMail });
  });
}
