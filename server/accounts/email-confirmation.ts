import type { Me } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import type { Bus } from "../bus/bus.ts";
import type { Config } from "../config.ts";
import { preferredLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { requireFewConfirmations } from "./email-links.ts";
import { dropLinks, takeLink } from "./links.ts";
import type { Changer } from "./require-password.ts";
import { setEmail } from "./set-email.ts";
import { type Standing, type StandingRow, standingOf, withStanding } from "./standing.ts";

export interface EmailConfirmationParts {
  db: Db;
  bus: Pick<Bus, "publish">;
  verification: Config["emailVerification"];
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  /** Somebody who had to confirm their address has done so: from now on they are one of all. */
  onConfirmed(me: Me): Promise<void>;
  now(): Date;
}

/** An account of which the row is locked. */
interface Addressee extends Me {
  isVerified: boolean;
  /** Nothing else can be done with it before the address is confirmed, where the server asks for that. */
  isAwaited: boolean;
}

/** That mails to an address reach its person, as a link shows that is mailed there. */
export class EmailConfirmation {
  readonly #parts: EmailConfirmationParts;

  constructor(parts: EmailConfirmationParts) {
    this.#parts = parts;
  }

  /** Whether who signs up confirms their address before anything else. */
  get isRequired(): boolean {
    return this.#parts.verification === "required";
  }

  /**
   * Mails one more link to the present address. One that is confirmed already gets none.
   *
   * Throws `mail.off`, and `request.rate_limited` where too many links work already.
   */
  async request({ userId, accepted }: Changer): Promise<void> {
    const { db, sendsMail, now } = this.#parts;
    if (!sendsMail) throw new Refusal("mail.off");
    await db.transaction().execute(async (tx) => {
      const account = await lockAddressee(tx, userId);
      if (!account || account.isVerified) return;
      await requireFewConfirmations(tx, userId, now());
      const mail = { kind: "confirm-email", userId, email: account.email } as const;
      await queueMail(tx, mail, preferredLanguage(accepted), now());
    });
  }

  /** Takes the address that a mailed link was for. Throws `auth.link_invalid` and `auth.email_taken`. */
  async confirm(token: string, accepted: string | null): Promise<string> {
    const { db, bus, now, onConfirmed } = this.#parts;
    const { account, email } = await db.transaction().execute(async (tx) => {
      const link = await takeLink(tx, "confirm-email", token, now());
      const found = link && (await lockAddressee(tx, link.userId));
      if (!found) throw new Refusal("auth.link_invalid");
      const { userId, detail: newEmail } = link;
      // An address that was mistyped may be a stranger's, who has the mail.
      if (found.isAwaited && newEmail !== found.email) throw new Refusal("auth.link_invalid");
      await setEmail(tx, userId, newEmail, true);
      await dropLinks(tx, "confirm-email", userId);
      if (newEmail !== found.email) {
        const mail = { kind: "email-changed", userId, before: found.email } as const;
        await queueMail(tx, mail, preferredLanguage(accepted), now());
      }
      return { account: found, email: newEmail };
    });
    bus.publish([{ kind: "account", userId: account.id }]);
    if (account.isAwaited) await onConfirmed(meOf(account));
    return email;
  }

  /** To be called when a link in a mailbox has shown whose it is, in a transaction. Returns what to do after the commit. */
  async reached(transaction: Db, userId: string): Promise<() => Promise<void>> {
    const account = await lockAddressee(transaction, userId);
    await sql`UPDATE users SET email_verified = true WHERE id = ${userId}`.execute(transaction);
    return async () => {
      if (account?.isAwaited) await this.#parts.onConfirmed(meOf(account));
    };
  }
}

/** Null where there is no such account. */
async function lockAddressee(transaction: Db, userId: string): Promise<Addressee | null> {
  const { rows } = await sql<Omit<Addressee, keyof Standing> & StandingRow>`
    SELECT id, username, display_name AS "displayName", email, ${standingOf("u")}, email_verified AS "isVerified",
      confirmation_required AND NOT email_verified AS "isAwaited"
    FROM users u WHERE id = ${userId} FOR UPDATE`.execute(transaction);
  return rows[0] ? withStanding(rows[0]) : null;
}

function meOf({ isVerified: _, isAwaited: __, ...me }: Addressee): Me {
  return me;
}
