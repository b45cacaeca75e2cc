import type { Admission } from "../accounts/create-account.ts";
import { findOpenInvite, takeInvite } from "../invites/take.ts";
import { Refusal } from "../refusal.ts";
import { readSettings } from "../server-settings/read.ts";
import type { SettingsEnvironment } from "../server-settings/table.ts";
import type { Db } from "../store/database.ts";
import { refuseOtherDomain } from "./domain.ts";

/** Somebody who wants to sign up. */
export interface Newcomer {
  /** In its one spelling. */
  email: string;
  /** What stands at the end of the link that they were given; null without one. */
  invite: string | null;
}

export interface AdmitParts {
  environment: SettingsEnvironment;
  /** Whether everybody confirms their address. */
  confirms: boolean;
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  now: Date;
}

/**
 * How somebody comes in, by the settings that the store has at this moment.
 *
 * Throws `auth.rejected`, `invite.invalid`, `registration.invite_needed`, `registration.domain_not_allowed`.
 *
 * @param isTaking In the transaction that makes the account: takes a use of the invitation.
 */
export async function admit(
  db: Db,
  { environment, confirms, sendsMail, now }: AdmitParts,
  { email, invite }: Newcomer,
  isTaking: boolean,
): Promise<Admission> {
  const { registration, allowedDomains } = await readSettings(db, environment);
  if (registration === "closed") {
    throw new Refusal(
      "auth.rejected",
      "This server takes no new accounts by itself; ask its administrator for one.",
    );
  }
  if (invite !== null) {
    const found = await (isTaking ? takeInvite : findOpenInvite)(db, invite, now);
    if (!found) throw new Refusal("invite.invalid", "Ask whoever invited you for another link.");
    return { by: "invite", inviteId: found.id, confirms, awaitsApproval: false };
  }
  if (registration === "invite") {
    throw new Refusal(
      "registration.invite_needed",
      "Ask somebody who is here for a link, and open that.",
    );
  }
  if (registration === "domain") {
    refuseOtherDomain(email, allowedDomains);
    if (!sendsMail)
      throw new Refusal(
        "mail.off",
        "Addresses cannot be confirmed; tell whoever runs this server.",
      );
  }
  return {
    by: registration,
    inviteId: null,
    confirms: confirms || registration === "domain",
    awaitsApproval: registration === "approval",
  };
}
