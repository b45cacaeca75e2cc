import {
  checkEmail,
  checkUsername,
  normalizeEmail,
  normalizeUsername,
} from "@roost/protocol/account-rules.ts";
import { sql } from "kysely";
import type { Bus } from "../bus/bus.ts";
import { type MailLanguage, preferredLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { Refusal } from "../refusal.ts";
import { refuseWayAround } from "../registration/domain.ts";
import type { SettingsEnvironment } from "../server-settings/table.ts";
import type { Db } from "../store/database.ts";
import { giveUsername } from "./change-username.ts";
import { refuseCommonPassword } from "./common-passwords.ts";
import { requireFewConfirmations } from "./email-links.ts";
import { dropLinks } from "./links.ts";
import {
  type Changer,
  changeAsPresent,
  changeWith,
  type PasswordParts,
  type PresentChanger,
  requirePassword,
} from "./require-password.ts";
import { refuseTaken, setEmail } from "./set-email.ts";
import { requireGoodPassword, setPassword } from "./set-password.ts";

export interface AccountChangesParts extends PasswordParts {
  bus: Pick<Bus, "publish">;
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  environment: SettingsEnvironment;
  now(): Date;
}

/** What people change in their own account. */
export class AccountChanges {
  readonly #parts: AccountChangesParts;

  constructor(parts: AccountChangesParts) {
    this.#parts = parts;
  }

  /** Runs `change` for who gives the present password or has just signed in. Throws as the function does. */
  asPresent<T>(
    me: PresentChanger,
    typed: string | undefined,
    change: (transaction: Db) => Promise<T>,
  ): Promise<T> {
    return changeAsPresent(this.#parts, me, typed, change);
  }

  /**
   * Sets another password, and ends all other sessions.
   *
   * Throws `auth.invalid_credentials` where the present one is wrong, `request.rate_limited` after many of those,
   * `auth.password_common` and `request.invalid`.
   */
  async changePassword(me: Changer, currentPassword: string, newPassword: string): Promise<void> {
    const { bus, passwords, sendsMail, now } = this.#parts;
    const password = requireGoodPassword(newPassword);
    const credential = await requirePassword(this.#parts, me, currentPassword);
    const passwordHash = await passwords.hash(password);
    const ended = await changeWith(
      this.#parts,
      me,
      currentPassword,
      credential,
      async (tx, owner) => {
        refuseCommonPassword(password, owner);
        await dropLinks(tx, "reset-password", me.userId);
        const mail = { kind: "password-changed", userId: me.userId } as const;
        if (sendsMail) await queueMail(tx, mail, languageOf(me), now());
        return setPassword(tx, me.userId, passwordHash, me.sessionId);
      },
    );
    bus.publish(ended);
  }

  /**
   * Has a link mailed to a new address, which is the account's once the link was followed. A server without mails
   * takes the address as it is, and so is one taken in place of an address that has to be confirmed still.
   *
   * Throws as `changePassword` does, `auth.email_taken`, and `registration.domain_not_allowed` where the domain of the
   * present address lets its person in and has to be confirmed still.
   *
   * @returns whether it is still to be confirmed.
   */
  async changeEmail(me: Changer, typed: string, currentPassword: string): Promise<boolean> {
    const { db, bus, sendsMail, environment, now } = this.#parts;
    const email = normalizeEmail(typed);
    const problem = checkEmail(email);
    if (problem) throw new Refusal("request.invalid", `E-mail: ${problem.detail}`);
    const credential = await requirePassword(this.#parts, me, currentPassword);
    await refuseTaken(db, email);
    const { userId } = me;
    await requireFewConfirmations(db, userId, now());
    await changeWith(this.#parts, me, currentPassword, credential, async (tx) => {
      if (!sendsMail) await dropLinks(tx, "confirm-email", userId);
      // Those links are left where they are: they confirm no other address, and are counted still.
      const isReplaced = await isAwaited(tx, userId);
      if (isReplaced) await refuseWayAround(tx, environment, userId, email);
      if (!sendsMail || isReplaced) await setEmail(tx, userId, email, false);
      const mail = { kind: "confirm-email", userId, email } as const;
      if (sendsMail) await queueMail(tx, mail, languageOf(me), now());
    });
    bus.publish([{ kind: "account", userId }]);
    return sendsMail;
  }

  /**
   * Gives another user name. That of before stays theirs, and mentions them still.
   *
   * Throws as `changePassword` does, and as `giveUsername`.
   *
   * @returns the name as it is stored.
   */
  async changeUsername(me: Changer, typed: string, currentPassword: string): Promise<string> {
    const { bus, now } = this.#parts;
    const username = normalizeUsername(typed);
    const problem = checkUsername(username);
    if (problem) throw new Refusal("request.invalid", `User name: ${problem.detail}`);
    const credential = await requirePassword(this.#parts, me, currentPassword);
    await changeWith(this.#parts, me, currentPassword, credential, (tx) =>
      giveUsername(tx, me.userId, username, now()),
    );
    bus.publish([{ kind: "account", userId: me.userId }]);
    return username;
  }

  /** Throws as `changePassword` does, for what somebody may do who knows the password of an account. */
  async requirePasswordOf(
    { id, address = null }: { id: string; address?: string | null },
    typed: string,
  ): Promise<void> {
    const { rows } = await sql<{ username: string }>`
      SELECT username FROM users WHERE id = ${id}`.execute(this.#parts.db);
    const username = rows[0]?.username ?? "";
    await requirePassword(this.#parts, { userId: id, username, address }, typed);
  }
}

const languageOf = ({ accepted }: Changer): MailLanguage => preferredLanguage(accepted);

/** Whether the address of an account has to be confirmed still, since it was made. */
async function isAwaited(transaction: Db, userId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM users
    WHERE id = ${userId} AND confirmation_required AND NOT email_verified`.execute(transaction);
  return rows.length > 0;
}
