import type { Me } from "@roost/protocol/user.ts";
import type { Logger } from "pino";
import { preferredLanguage } from "../mail/languages.ts";
import { admit } from "../registration/admit.ts";
import type { SettingsEnvironment } from "../server-settings/table.ts";
import type { AccountPolicy, Admission } from "./create-account.ts";

export interface NewcomersParts {
  environment: SettingsEnvironment;
  /** Whether everybody confirms their address of whom nobody else knows it. */
  confirms: boolean;
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  /** Takes a new person into the rooms that everybody is in. */
  onAccountCreated(me: Me): Promise<void>;
  log: Logger;
  now(): Date;
}

/** What is known of somebody who makes an account. */
export interface Newcomer {
  /** What stands at the end of the link that they were given; null without one. */
  invite?: string | null;
  /** It is known that the address is theirs. */
  isVerified?: boolean;
}

/** Who makes an account by themselves, in whatever way. */
export class Newcomers {
  readonly #parts: NewcomersParts;

  constructor(parts: NewcomersParts) {
    this.#parts = parts;
  }

  /** Under which their account is made. */
  policy(headers: Headers, { invite = null, isVerified = false }: Newcomer): AccountPolicy {
    const { environment, confirms, sendsMail, now } = this.#parts;
    const at = now();
    const parts = { environment, confirms, sendsMail, now: at };
    return {
      role: "member",
      language: preferredLanguage(headers.get("accept-language")),
      now: at,
      async admit(db, email, isTaking) {
        const admission = await admit(db, parts, { email, invite }, isTaking);
        return isVerified ? { ...admission, confirms: false } : admission;
      },
    };
  }

  /** Who has to confirm their address, or to be let in, comes into rooms when they have. */
  async welcomeAdmitted(me: Me, { confirms, awaitsApproval }: Admission): Promise<void> {
    if (!confirms && !awaitsApproval) await this.welcome(me);
  }

  /** The account is made: failing now would tell its owner that the name is taken by somebody. */
  async welcome(me: Me): Promise<void> {
    const { onAccountCreated, log } = this.#parts;
    await onAccountCreated(me).catch((err: unknown) => {
      log.error({ err, userId: me.id }, "a new account could not join the common rooms");
    });
  }
}
