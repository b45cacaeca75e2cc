import { limits } from "@roost/protocol/limits.ts";
import { sql } from "kysely";
import { writeOwn } from "../persons/write-own.ts";
import {
  changePerson,
  type Manager,
  type PeopleContext,
  type PersonChange,
} from "./change-person.ts";
import { readReason } from "./reason.ts";
import { requireFuture } from "./require-future.ts";
import type { SuspensionWish } from "./suspend.ts";

/**
 * Lets somebody read and not write, on the whole server, until a time or until somebody ends it (`rooms/may-write.ts`). All
 * their devices are told why and until when. Doing it again replaces time and reason.
 *
 * Throws `request.invalid` for a time that is over, `text.…`, and as `changePerson` does.
 */
export async function silence(
  ctx: PeopleContext,
  manager: Manager,
  userId: string,
  { until, reason: typed }: SuspensionWish,
  now: Date,
): Promise<void> {
  requireFuture(until, now);
  const reason = readReason(typed, limits.sanctionReasonCharacters);
  await change(ctx, manager, "silence", userId, async (change) => {
    const { tx, person } = change;
    await sql`
      UPDATE users SET silenced_at = ${person.silencedAt ?? now}, silenced_until = ${until},
        silence_reason = ${reason}, updated_at = now()
      WHERE id = ${person.id}`.execute(tx);
    const told = { until: until?.toISOString() ?? null, reason };
    await change.record("person.silenced", told);
    await tell(change, told);
  });
}

/** Lets somebody write again. Where they may, nothing changes. Throws as `changePerson` does. */
export async function unsilence(
  ctx: PeopleContext,
  manager: Manager,
  userId: string,
): Promise<void> {
  await change(ctx, manager, "unsilence", userId, async (change) => {
    const { tx, person } = change;
    if (!person.silencedAt) return;
    await sql`
      UPDATE users SET silenced_at = NULL, silenced_until = NULL, silence_reason = NULL, updated_at = now()
      WHERE id = ${person.id}`.execute(tx);
    await change.record("person.unsilenced", { since: person.silencedAt.toISOString() });
    await tell(change, null);
  });
}

function change(
  ctx: PeopleContext,
  manager: Manager,
  operation: "silence" | "unsilence",
  userId: string,
  work: (change: PersonChange) => Promise<void>,
): Promise<void> {
  return changePerson(ctx, manager, operation, userId, work, { writesLog: true });
}

/** By a row of their log, which all their devices have. */
async function tell(
  { tx, person, tell }: PersonChange,
  value: { until: string | null; reason: string | null } | null,
): Promise<void> {
  const row = { userId: person.id, kind: "silence", key: "silence", value } as const;
  const { event } = await writeOwn(tx, row);
  if (event) tell([event]);
}
