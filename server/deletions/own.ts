import type { Deletion, DeletionTerms } from "@roost/protocol/deletion.ts";
import type { AccountChanges } from "../accounts/account-changes.ts";
import { isFresh, type PresentChanger } from "../accounts/require-password.ts";
import type { SessionEnded } from "../bus/bus.ts";
import type { Context } from "../context.ts";
import { beginDeletion } from "./begin.ts";

type OwnContext = Pick<Context, "bus" | "sendsMail" | "deletionGraceDays" | "deletedMessages">;

const dayMs = 24 * 3_600_000;

/** What it means for somebody to delete their account. */
export function deletionTerms(ctx: OwnContext, me: PresentChanger, now: Date): DeletionTerms {
  const { deletionGraceDays: graceDays, deletedMessages: messages } = ctx;
  return { graceDays, messages, passwordNeeded: !isFresh(me, now) };
}

/**
 * Begins to delete somebody's own account, which signs them out everywhere.
 *
 * Throws `people.owner`, and as `changeAsPresent` does.
 */
export async function deleteOwnAccount(
  ctx: OwnContext,
  changes: Pick<AccountChanges, "asPresent">,
  me: PresentChanger,
  typed: string | undefined,
  now: Date,
): Promise<Deletion> {
  const at = graceEnd(ctx, now);
  const by = { id: me.userId, means: "session", address: me.address } as const;
  const { userId } = me;
  const { sendsMail } = ctx;
  const ended: SessionEnded[] = await changes.asPresent(me, typed, (tx) =>
    beginDeletion(tx, { by, userId, at, now, sendsMail }),
  );
  ctx.bus.publish(ended);
  return { at: at.toISOString() };
}

export function graceEnd({ deletionGraceDays }: Pick<Context, "deletionGraceDays">, now: Date) {
  return new Date(+now + deletionGraceDays * dayMs);
}
