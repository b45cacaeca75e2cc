/** A mail that is to be sent. What can be looked up then is not in it. */
export type Mail =
  | ({ kind: "reset-password" } & ToTyped)
  | ({ kind: "unlock" } & ToTyped)
  | { kind: MailOfChange; userId: string }
  /** To the new address. */
  | { kind: "confirm-email"; userId: string; email: string }
  /** To the address of before. */
  | { kind: "email-changed"; userId: string; before: string }
  | ({ kind: "new-browser"; userId: string } & SignedInFrom)
  | { kind: "api-token-revoked"; userId: string; name: string }
  | { kind: "deletion-begun"; userId: string; at: string }
  /** To the address of before. */
  | { kind: "account-deleted"; userId: string; email: string; username: string }
  | { kind: "registration-refused"; userId: string; reason: string | null };

interface ToTyped {
  /** What was typed, a user name or an address in its one spelling. It may be nobody's. */
  login: string;
}

export type MailKind = Mail["kind"];

/** Mails that tell somebody what was done to their account. */
export type MailOfChange =
  | "password-changed"
  | "second-factor-on"
  | "second-factor-off"
  | "second-factor-reset"
  | "recovery-code-used"
  /** To those who let people in. */
  | "registration-awaited"
  | "registration-approved"
  | "passkey-added"
  | "passkey-removed"
  | "api-token-made"
  | "provider-linked"
  | "provider-unlinked"
  | "data-ready"
  | "deletion-cancelled";

/** From where somebody has signed in. */
export interface SignedInFrom {
  /** ISO 8601. */
  at: string;
  address: string | null;
  userAgent: string | null;
}

/** A mail as it is written: to whom, and what its texts are filled in with. */
export interface Letter {
  kind: MailKind;
  to: string;
  username: string;
  /** Where its button leads. Mails without one tell something that has happened. */
  link?: string;
  /** From where somebody signed in. */
  from?: SignedInFrom;
  /** Until when, in ISO 8601. */
  until?: string;
  /** Of the API token that it is about. */
  token?: string;
  /** Why, in the words of whoever has decided. */
  reason?: string;
}
