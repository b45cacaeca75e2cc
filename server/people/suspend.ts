import { limits } from "@roost/protocol/limits.ts";
import type { Suspend } from "@roost/protocol/people.ts";
import { sql } from "kysely";
import { closeApiTokens } from "../api-tokens/revoke.ts";
import { Refusal } from "../refusal.ts";
import { changePerson, type Manager, type PeopleContext } from "./change-person.ts";
import { deleteSessions } from "./end-sessions.ts";
import { readReason } from "./reason.ts";
import { requireFuture } from "./require-future.ts";

export interface SuspensionWish {
  /** Null: until somebody ends it. */
  until: Date | null;
  /** Null where none is given. They are told it when they sign in. */
  reason: string | null;
}

/** What is asked for until a time, as it is done. */
export function timedOf({ until, reason }: Suspend): SuspensionWish {
  return { until: until == null ? null : new Date(until), reason: reason ?? null };
}

/**
 * Keeps somebody out: all their sessions end now, and they cannot sign in, until a time or until somebody ends it. Their
 * API tokens are of no use meanwhile.
 * What they wrote stays. Suspending again replaces time and reason.
 *
 * Throws `request.invalid` for a time that is over, `people.owner`, `text.…`, and as `changePerson` does.
 */
export async function suspend(
  ctx: PeopleContext,
  manager: Manager,
  userId: string,
  { until, reason: typed }: SuspensionWish,
  now: Date,
): Promise<void> {
  requireFuture(until, now);
  const reason = readReason(typed, limits.sanctionReasonCharacters);
  await changePerson(ctx, manager, "suspend", userId, async (change) => {
    const { tx, person } = change;
    if (person.role === "owner") {
      throw new Refusal("people.owner", "The owner of a server cannot be suspended.");
    }
    await sql`
      UPDATE users SET suspended_at = ${person.suspendedAt ?? now}, suspended_until = ${until},
        suspension_reason = ${reason}, updated_at = now()
      WHERE id = ${person.id}`.execute(tx);
    await change.record("person.suspended", { until: until?.toISOString() ?? null, reason });
    change.tell(await deleteSessions(tx, person.id));
    change.tell(await closeApiTokens(tx, person.id));
  });
}

/** Lets somebody in again. Where they are not suspended, nothing changes. Throws as `changePerson` does. */
export async function unsuspend(
  ctx: PeopleContext,
  manager: Manager,
  userId: string,
): Promise<void> {
  await changePerson(ctx, manager, "unsuspend", userId, async (change) => {
    const { tx, person } = change;
    if (!person.suspendedAt) return;
    await sql`
      UPDATE users SET suspended_at = NULL, suspended_until = NULL, suspension_reason = NULL,
        updated_at = now()
      WHERE id = ${person.id}`.execute(tx);
    await change.record("person.unsuspended", { since: person.suspendedAt.toISOString() });
  });
}
