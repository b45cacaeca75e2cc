/** What the administrator decides about accounts. */
export interface AccountSettings {
  /** The address that people open, where it is known: `https://chat.example.org`. */
  publicUrl: string | undefined;
  /** Whether a reverse proxy in front sets `X-Forwarded-…`, which anybody else could forge. */
  trustProxy: boolean;
  registration: "open" | "closed";
  /** Signs cookies and guards the signing keys. Undefined: invented once, kept in the database. */
  secret: string | undefined;
  tokenLifetimeSeconds: number;
}
