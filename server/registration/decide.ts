import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import type { Me } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import { type Standing, type StandingRow, standingOf, withStanding } from "../accounts/standing.ts";
import type { Context } from "../context.ts";
import type { MailLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { changePerson, type Manager, type PersonChange } from "../people/change-person.ts";
import { readReason } from "../people/reason.ts";
import { Refusal } from "../refusal.ts";
import type { ChangeContext } from "../rooms/change.ts";
import { welcome } from "./welcome.ts";

type DecisionContext = Pick<Context, "bus" | "sendsMail"> & ChangeContext;

/** Somebody who asked, as they are under the lock of their account. */
interface Asking extends Me {
  approval: "awaited" | "approved" | "refused" | null;
  /** Nothing keeps them out but the decision. */
  isConfirmed: boolean;
  language: MailLanguage | null;
}

/**
 * Lets somebody in who asked for it, at once, also after a refusal. Once more changes nothing. Throws
 * `registration.not_found`, and as `changePerson` does.
 */
export async function approveRegistration(
  ctx: DecisionContext,
  manager: Manager,
  userId: string,
  now: Date,
): Promise<void> {
  const comer = await changePerson(ctx, manager, "approveRegistration", userId, async (change) => {
    const asking = await findAsking(change);
    if (asking.approval === "approved") return null;
    await decide(change, manager, "approved", null, now);
    await change.record("registration.approved", {});
    const mail = { kind: "registration-approved", userId } as const;
    if (ctx.sendsMail) await queueMail(change.tx, mail, asking.language ?? "en", now);
    return asking.isConfirmed ? asking : null;
  });
  if (comer) await welcome(ctx, comer);
}

/**
 * Keeps somebody out who asked to be let in. Their account stays, and may be let in later. Once more changes nothing.
 *
 * Throws `registration.not_found`, `registration.approved`, `text.…`, and as `changePerson` does.
 */
export async function refuseRegistration(
  ctx: DecisionContext,
  manager: Manager,
  userId: string,
  typed: string | null,
  now: Date,
): Promise<void> {
  const reason = readReason(typed, admissionLimits.refusalReasonCharacters);
  await changePerson(ctx, manager, "refuseRegistration", userId, async (change) => {
    const asking = await findAsking(change);
    if (asking.approval === "refused") return;
    if (asking.approval === "approved") {
      throw new Refusal(
        "registration.approved",
        "This person was let in already; suspend them to keep them out.",
      );
    }
    await decide(change, manager, "refused", reason, now);
    await change.record("registration.refused", { reason });
    const mail = { kind: "registration-refused", userId, reason } as const;
    if (ctx.sendsMail) await queueMail(change.tx, mail, asking.language ?? "en", now);
  });
}

async function findAsking({ tx, person }: PersonChange): Promise<Asking> {
  const { rows } = await sql<Omit<Asking, keyof Standing> & StandingRow>`
    SELECT id, username, display_name AS "displayName", email, ${standingOf("u")}, approval, language,
      NOT confirmation_required OR email_verified AS "isConfirmed"
    FROM users u WHERE id = ${person.id} AND approval IS NOT NULL`.execute(tx);
  const [found] = rows;
  if (!found) throw new Refusal("registration.not_found");
  return withStanding(found);
}

async function decide(
  { tx, person }: PersonChange,
  manager: Manager,
  approval: "approved" | "refused",
  reason: string | null,
  now: Date,
): Promise<void> {
  await sql`
    UPDATE users SET approval = ${approval}, approval_reason = ${reason},
      approval_decided_at = ${now}, approval_decided_by = ${manager.id}, updated_at = now()
    WHERE id = ${person.id}`.execute(tx);
}
