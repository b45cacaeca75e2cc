import { limits } from "@roost/protocol/limits.ts";
import type { Suspend } from "@roost/protocol/people.ts";
import { sql } from "kysely";
import { writeBan } from "../address-bans/make.ts";
import { closeApiTokens } from "../api-tokens/revoke.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { changePerson, type Manager, type PeopleContext } from "./change-person.ts";
import { deleteSessions } from "./end-sessions.ts";
import { readReason } from "./reason.ts";
import { requireFuture } from "./require-future.ts";
import { requireManager } from "./require-manager.ts";

/** An address that was not used for so long may be somebody else's now. */
const lastDays = 30;

export interface SuspensionWish {
  /** Null: until somebody ends it. */
  until: Date | null;
  /** Null where none is given. They are told it when they sign in. */
  reason: string | null;
  /** Whether the addresses that they used last are banned, too, for as long. */
  banAddresses?: boolean;
  /** The proxy by which whoever asks for it comes, which is banned with nobody. */
  proxy?: string | null;
}

/** What is asked for until a time, as it is done. */
export function timedOf(
  { until, reason, banAddresses = false }: Suspend,
  proxy: string | null = null,
): SuspensionWish {
  return {
    until: until == null ? null : new Date(until),
    reason: reason ?? null,
    banAddresses,
    proxy,
  };
}

/**
 * Keeps somebody out: all their sessions end now, and they cannot sign in, until a time or until somebody ends it. Their
 * API tokens are of no use meanwhile.
 * What they wrote stays. Suspending again replaces time and reason.
 *
 * Throws `request.invalid` for a time that is over, `people.owner`, `ban.own_address` where they share the manager's, `text.…`, and as `changePerson` does.
 */
export async function suspend(
  ctx: PeopleContext,
  manager: Manager,
  userId: string,
  { until, reason: typed, banAddresses = false, proxy = null }: SuspensionWish,
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
    if (banAddresses) {
      await banThem(tx, manager, person.id, { until, reason, proxy }, now);
      change.tell([{ kind: "settings" }]);
    }
    change.tell(await deleteSessions(tx, person.id));
    change.tell(await closeApiTokens(tx, person.id));
  });
}

/** Bans the addresses from which somebody used the server last: from where their sessions were, before those end. */
async function banThem(
  tx: Db,
  manager: Manager,
  userId: string,
  { until, reason, proxy }: Required<Pick<SuspensionWish, "until" | "reason" | "proxy">>,
  now: Date,
): Promise<void> {
  await requireManager(tx, manager, "banAddress");
  const since = new Date(now.getTime() - lastDays * 24 * 3_600_000);
  const { rows } = await sql<{ address: string }>`
    SELECT DISTINCT ip_address AS address FROM sessions
    WHERE user_id = ${userId} AND ip_address IS NOT NULL AND updated_at >= ${since}
    ORDER BY 1`.execute(tx);
  for (const { address } of rows) {
    const ban = { until, reason, userId, proxy };
    await writeBan(tx, manager, address, ban, now).catch(leaveServer);
  }
}

/** An address of the server itself, as sessions have it from before its proxy was named, is nobody's. */
function leaveServer(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== "ban.of_server") throw error;
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
