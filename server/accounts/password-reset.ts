import type { Bus } from "../bus/bus.ts";
import { preferredLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { refuseCommonPassword } from "./common-passwords.ts";
import type { EmailConfirmation } from "./email-confirmation.ts";
import { normalizeLogin } from "./find-by-login.ts";
import { dropLinks, takeLink } from "./links.ts";
import type { Passwords } from "./password.ts";
import type { ResetWay } from "./reset-links.ts";
import { lockAccount, requireGoodPassword, setPassword } from "./set-password.ts";

export interface PasswordResetParts {
  db: Db;
  bus: Pick<Bus, "publish">;
  passwords: Passwords;
  confirmation: EmailConfirmation;
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  now(): Date;
}

/** A new password for who has forgotten theirs, by a link. */
export class PasswordReset {
  readonly #parts: PasswordResetParts;

  constructor(parts: PasswordResetParts) {
    this.#parts = parts;
  }

  /**
   * Has a link mailed, where somebody is called so or has this address. Who asks is not told, and gets the answer as
   * soon for anybody: the account is looked for when the mail is sent.
   *
   * Throws `mail.off`.
   */
  async request(typed: string, headers: Headers): Promise<void> {
    const { db, sendsMail, now } = this.#parts;
    if (!sendsMail) throw new Refusal("mail.off");
    const login = normalizeLogin(typed);
    if (login === null) return;
    const language = preferredLanguage(headers.get("accept-language"));
    await queueMail(db, { kind: "reset-password", login }, language, now());
  }

  /**
   * Sets a new password by the link that was mailed or handed over, and ends all sessions of its person.
   *
   * Throws `auth.link_invalid`, `auth.password_common` and `request.invalid`.
   */
  async complete(token: string, newPassword: string, headers: Headers): Promise<void> {
    const { db, bus, passwords, confirmation, sendsMail, now } = this.#parts;
    const password = requireGoodPassword(newPassword);
    const passwordHash = await passwords.hash(password);
    const language = preferredLanguage(headers.get("accept-language"));
    let onReached = async () => {};
    const ended = await db.transaction().execute(async (tx) => {
      const link = await takeLink(tx, "reset-password", token, now());
      const owner = link && (await lockAccount(tx, link.userId));
      if (!owner) throw new Refusal("auth.link_invalid");
      // With this, the link is not used up.
      refuseCommonPassword(password, owner);
      const { userId } = link;
      await dropLinks(tx, "reset-password", userId);
      if (link.detail === ("mailed" satisfies ResetWay)) {
        onReached = await confirmation.reached(tx, userId);
      }
      if (sendsMail) await queueMail(tx, { kind: "password-changed", userId }, language, now());
      return setPassword(tx, userId, passwordHash, null);
    });
    bus.publish(ended);
    await onReached();
  }
}
