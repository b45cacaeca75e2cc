import {
  checkEmail,
  checkUsername,
  normalizeEmail,
  normalizeUsername,
} from "@roost/protocol/account-rules.ts";
import { sql } from "kysely";
import pg from "pg";
import type { Bus } from "../bus/bus.ts";
import { type MailLanguage, preferredLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { giveUsername } from "./change-username.ts";
import { refuseCommonPassword } from "./common-passwords.ts";
import { confirmationsAtOnce } from "./email-links.ts";
import { countLinks, dropLinks, takeLink } from "./links.ts";
import {
  type Changer,
  changeWith,
  type PasswordParts,
  requirePassword,
} from "./require-password.ts";
import { lockAccount, requireGoodPassword, setPassword } from "./set-password.ts";

export interface AccountChangesParts extends PasswordParts {
  bus: Pick<Bus, "publish">;
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  now(): Date;
}

/** What people change in their own account. */
export class AccountChanges {
  readonly #parts: AccountChangesParts;

  constructor(parts: AccountChangesParts) {
    this.#parts = parts;
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
   * takes the address as it is.
   *
   * Throws as `changePassword` does, and `auth.email_taken`.
   *
   * @returns whether it is still to be confirmed.
   */
  async changeEmail(me: Changer, typed: string, currentPassword: string): Promise<boolean> {
    const { db, bus, sendsMail, now } = this.#parts;
    const email = normalizeEmail(typed);
    const problem = checkEmail(email);
    if (problem) throw new Refusal("request.invalid", `E-mail: ${problem.detail}`);
    const credential = await requirePassword(this.#parts, me, currentPassword);
    await refuseTaken(db, email);
    const { userId } = me;
    if (!sendsMail) {
      await changeWith(this.#parts, me, currentPassword, credential, (tx) =>
        setEmail(tx, userId, email, false),
      );
      bus.publish([{ kind: "account", userId }]);
      return false;
    }
    if ((await countLinks(db, "confirm-email", userId, now())) >= confirmationsAtOnce) {
      throw new Refusal(
        "request.rate_limited",
        "Too many links were mailed to confirm an address; use one of them, or try again tomorrow.",
      );
    }
    await queueMail(db, { kind: "confirm-email", userId, email }, languageOf(me), now());
    return true;
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

  /** Takes the address that a mailed link was for. Throws `auth.link_invalid` and `auth.email_taken`. */
  async confirmEmail(token: string, accepted: string | null): Promise<string> {
    const { db, bus, now } = this.#parts;
    const confirmed = await db.transaction().execute(async (tx) => {
      const link = await takeLink(tx, "confirm-email", token, now());
      if (!link || !(await lockAccount(tx, link.userId))) throw new Refusal("auth.link_invalid");
      const { userId, detail: email } = link;
      const before = await setEmail(tx, userId, email, true);
      const mail = { kind: "email-changed", userId, before } as const;
      await queueMail(tx, mail, preferredLanguage(accepted), now());
      return { userId, email };
    });
    bus.publish([{ kind: "account", userId: confirmed.userId }]);
    return confirmed.email;
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

async function refuseTaken(db: Db, email: string): Promise<void> {
  const { rows } = await sql`SELECT FROM users WHERE email = ${email}`.execute(db);
  if (rows.length > 0) throw taken();
}

const taken = () =>
  new Refusal("auth.email_taken", "This e-mail address already has an account; use another one.");

/** Links that were mailed to the address of before are useless from now on. Returns that address. */
async function setEmail(
  transaction: Db,
  userId: string,
  email: string,
  isVerified: boolean,
): Promise<string> {
  await dropLinks(transaction, "reset-password", userId);
  await dropLinks(transaction, "confirm-email", userId);
  const { rows } = await sql<{ email: string }>`
    SELECT email FROM users WHERE id = ${userId}`.execute(transaction);
  try {
    await sql`
      UPDATE users SET email = ${email}, email_verified = ${isVerified}, updated_at = now()
      WHERE id = ${userId}`.execute(transaction);
  } catch (error) {
    const isTaken = error instanceof pg.DatabaseError && error.code === "23505";
    throw isTaken ? taken() : error;
  }
  return rows[0]?.email ?? email;
}
