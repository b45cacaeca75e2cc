import type { MailKind } from "../mail.ts";

/** What a mail of a kind says. `{server}` is the server's name in its address, `{username}` whose account it is. */
export interface MailText {
  subject: string;
  text: string;
  /** On its button. */
  action?: string;
  /** In small letters below. */
  note: string;
}

export interface MailTexts extends Record<MailKind, MailText> {
  greeting: string;
  /** Above the address that the button leads to. */
  link: string;
  /** At the end of each mail. */
  sender: string;
}

export const en: MailTexts = {
  greeting: "Hello {username},",
  link: "If the button does not work, open this address:",
  sender: "This mail was sent by {server}.",
  "reset-password": {
    subject: "Set a new password for {server}",
    text: "Somebody, you probably, asked for a new password for your account “{username}” at {server}.",
    action: "Set a new password",
    note: "The link works once, within 30 minutes. If it was not you, leave this mail aside: your password stays as it is.",
  },
  "password-changed": {
    subject: "Your password at {server} was changed",
    text: "The password of your account “{username}” at {server} was changed just now.",
    note: "If it was not you, set a new password at once with “Forgot your password?” on the page to sign in, and tell whoever runs the server.",
  },
  "confirm-email": {
    subject: "Confirm your e-mail address for {server}",
    text: "This is to be the e-mail address of the account “{username}” at {server}.",
    action: "Confirm the address",
    note: "The link works once, within 24 hours. If you do not know of it, leave this mail aside: nothing is changed.",
  },
  "email-changed": {
    subject: "Your e-mail address at {server} was changed",
    text: "Your account “{username}” at {server} has another e-mail address now. Mails no longer come here.",
    note: "If it was not you, tell whoever runs the server at once.",
  },
};
