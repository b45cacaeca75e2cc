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
  /** Below what was decided, where a `{reason}` was given. */
  reason: string;
  /** A browser, and what it runs on. */
  agent: string;
  /** What is no browser that is known. */
  unknownAgent: string;
  /** At the end of each mail. */
  sender: string;
}

export const en: MailTexts = {
  greeting: "Hello {username},",
  link: "If the button does not work, open this address:",
  reason: "The reason given: {reason}",
  agent: "{browser} on {system}",
  unknownAgent: "Another program",
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
  "second-factor-on": {
    subject: "Signing in to {server} takes a code now",
    text: "Two-step sign-in was switched on for your account “{username}” at {server}. All other devices were signed out.",
    note: "Keep your recovery codes where you find them without your phone. If it was not you, tell whoever runs the server at once.",
  },
  "second-factor-off": {
    subject: "Signing in to {server} takes no code any more",
    text: "Two-step sign-in was switched off for your account “{username}” at {server}. The password alone is enough from now on.",
    note: "If it was not you, set a new password at once, and tell whoever runs the server.",
  },
  "second-factor-reset": {
    subject: "Your second factor at {server} was reset",
    text: "Whoever runs {server} has switched off two-step sign-in for your account “{username}”, and removed its passkeys. The password alone is enough until you switch it on again.",
    note: "If you did not ask for that, set a new password, and tell whoever runs the server.",
  },
  "recovery-code-used": {
    subject: "A recovery code of yours was used at {server}",
    text: "A recovery code was used in place of a code of your app, for your account “{username}” at {server}. It is used up.",
    note: "How many are left is in the settings, where you can make new ones. If it was not you, somebody knows your password and your codes: change both at once.",
  },
  "passkey-added": {
    subject: "A passkey signs you in to {server} now",
    text: "A passkey was added to your account “{username}” at {server}. It signs in in place of the password, and of a code behind it.",
    note: "If it was not you, remove it in the settings, set a new password at once, and tell whoever runs the server.",
  },
  "passkey-removed": {
    subject: "A passkey of yours at {server} was removed",
    text: "A passkey was removed from your account “{username}” at {server}. It signs in no more.",
    note: "If it was not you, set a new password at once, and tell whoever runs the server.",
  },
  "api-token-made": {
    subject: "An API token for your account at {server} was made",
    text: "An API token was made for your account “{username}” at {server}. Programs do with it in your name what it is good for.",
    note: "If it was not you, revoke it in the settings, set a new password at once, and tell whoever runs the server.",
  },
  "api-token-revoked": {
    subject: "An API token of your account at {server} was revoked",
    text: "Whoever runs {server} has revoked the API token “{token}” of your account “{username}”. Programs that use it are cut off.",
    note: "If you still need it, make another one in the settings, or ask whoever runs the server.",
  },
  "provider-linked": {
    subject: "Your organisation signs you in to {server} now",
    text: "Your account “{username}” at {server} was linked with the service that people sign in with there.",
    note: "If it was not you, unlink it in the settings, set a new password at once, and tell whoever runs the server.",
  },
  "provider-unlinked": {
    subject: "Your account at {server} was unlinked",
    text: "The service that people sign in with at {server} signs in to your account “{username}” no more.",
    note: "If it was not you, set a new password at once, and tell whoever runs the server.",
  },
  "new-browser": {
    subject: "A new sign-in to {server}",
    text: "Your account “{username}” at {server} was signed in to from where it never was before:",
    note: "If it was you, there is nothing to do. If not, set a new password at once, which signs out everybody: your password is known to somebody else.",
  },
  unlock: {
    subject: "Try again to sign in to {server}",
    text: "Many wrong passwords were given for your account “{username}” at {server}, so that it takes one a minute only. The browser in which you open this link may try again at once.",
    action: "Let me try again",
    note: "The link works once, within 30 minutes. It signs nobody in: the password is asked for. If you did not ask for it, leave this mail aside.",
  },
  "deletion-begun": {
    subject: "Your account at {server} is to be deleted",
    text: "The account “{username}” at {server} is deleted on {until}. It was signed out everywhere.",
    note: "If you want to keep it, sign in before that. If you cannot, ask whoever runs the server, and if it was not you, set a new password at once.",
  },
  "deletion-cancelled": {
    subject: "Your account at {server} is not deleted",
    text: "The account “{username}” at {server} was to be deleted, and stays: somebody has signed in, or whoever runs the server keeps it.",
    note: "If you have not signed in, set a new password at once, and tell whoever runs the server.",
  },
  "account-deleted": {
    subject: "Your account at {server} was deleted",
    text: "The account “{username}” at {server} is gone, with its settings, drafts and all that it was known by. What you wrote is anonymous, or being deleted, as the server is set.",
    note: "This is the last mail to this address. Nobody else can get the user name.",
  },
  "data-ready": {
    subject: "Your data at {server} are ready",
    text: "All that is yours at {server} was put together for your account “{username}”. Download it in the settings, under “My data”.",
    note: "If you did not ask for that, somebody else is signed in to your account: set a new password at once.",
  },
  "confirm-email": {
    subject: "Confirm your e-mail address for {server}",
    text: "This is to be the e-mail address of the account “{username}” at {server}.",
    action: "Confirm the address",
    note: "The link works once, within 24 hours. If you do not know of it, leave this mail aside: nothing is changed.",
  },
  "registration-awaited": {
    subject: "Somebody wants to be let into {server}",
    text: "Somebody has signed up at {server} and waits until they are let in.",
    action: "See who waits",
    note: "You get this mail since you let people in. However many wait, it comes every 15 minutes at most.",
  },
  "registration-approved": {
    subject: "You are let into {server}",
    text: "Your account “{username}” at {server} was let in. Come in.",
    action: "Open {server}",
    note: "If you did not sign up there, leave this mail aside.",
  },
  "registration-refused": {
    subject: "You are not let into {server}",
    text: "Whoever runs {server} has not let in your account “{username}”.",
    note: "If you think that this is a mistake, ask whoever runs the server.",
  },
  "email-changed": {
    subject: "Your e-mail address at {server} was changed",
    text: "Your account “{username}” at {server} has another e-mail address now. Mails no longer come here.",
    note: "If it was not you, tell whoever runs the server at once.",
  },
};
