import type { ChangedPeople, ChangePeople } from "@roost/protocol/people.ts";
import { type Actor, requireRight } from "../actor.ts";
import { Refusal } from "../refusal.ts";
import type { PeopleContext } from "./change-person.ts";
import { endSessions } from "./end-sessions.ts";
import { setServerRole } from "./set-role.ts";
import { silence, unsilence } from "./silence.ts";
import { suspend, timedOf, unsuspend } from "./suspend.ts";
import { warn } from "./warn.ts";

/**
 * Does the same to several people, to one after the other as if it were asked for alone: what keeps it from one of them
 * keeps it from no other.
 *
 * Throws `auth.forbidden`, and `request.invalid` and `text.…` for a wish that is none.
 */
export async function changePeople(
  ctx: PeopleContext,
  actor: Actor,
  wish: ChangePeople,
  now: Date,
  proxy: string | null = null,
): Promise<ChangedPeople> {
  requireRight(actor, "changePeople");
  const results: ChangedPeople["results"] = [];
  for (const userId of new Set(wish.userIds)) {
    const problem = await refusalOf(() => change(ctx, actor, userId, wish, now, proxy));
    if (problem && aboutTheWish.test(problem.code)) throw problem;
    results.push({ userId, problem: problem && { code: problem.code, detail: problem.detail } });
  }
  return { results };
}

/** These are about the request, and the same for everybody in it. */
const aboutTheWish = /^(?:request|text)\./;

async function change(
  ctx: PeopleContext,
  actor: Actor,
  userId: string,
  wish: ChangePeople,
  now: Date,
  proxy: string | null,
): Promise<unknown> {
  switch (wish.change) {
    case "suspend":
      return suspend(ctx, actor, userId, timedOf(wish, proxy), now);
    case "unsuspend":
      return unsuspend(ctx, actor, userId);
    case "silence":
      return silence(ctx, actor, userId, timedOf(wish), now);
    case "unsilence":
      return unsilence(ctx, actor, userId);
    case "warn":
      return warn(ctx, actor, userId, wish.reason);
    case "endSessions":
      return endSessions(ctx, actor, userId);
    case "setServerRole":
      return setServerRole(ctx, actor, userId, wish.role);
  }
}

async function refusalOf(work: () => Promise<unknown>): Promise<Refusal | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
