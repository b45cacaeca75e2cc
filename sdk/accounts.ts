import type { Me } from "@roost/protocol/user.ts";

export interface SignUp {
  username: string;
  displayName: string;
  email: string;
  password: string;
}

export interface Credentials {
  /** A user name or an e-mail address. */
  login: string;
  password: string;
}

/** A place where somebody is signed in. Times are ISO 8601. */
export interface Session {
  id: string;
  createdAt: string;
  expiresAt: string;
  userAgent: string | null;
  ipAddress: string | null;
  /** Whether this is the session that asks. */
  current: boolean;
}

export interface AccountsOptions {
  /** `http(s)://host[:port]` of the server. */
  url: string;
  fetch?: typeof fetch;
}

/**
 * Signing up, in and out. In a browser the session lives in an `HttpOnly` cookie; elsewhere this
 * object keeps it. Each method throws `ApiError` or `NetworkError`.
 */
export class Accounts {
  constructor(_options: AccountsOptions) {
    // The session is read from the first answer.
  }
  /** Makes an account and signs it in. */
  signUp(_account: SignUp): Promise<void> {
    return notYet();
  }
  signIn(_credentials: Credentials): Promise<void> {
    return notYet();
  }
  signOut(): Promise<void> {
    return notYet();
  }
  /** Who is signed in; null when nobody is. */
  session(): Promise<{ me: Me; session: Session } | null> {
    return notYet();
  }
  listSessions(): Promise<Session[]> {
    return notYet();
  }
  revokeSession(_id: string): Promise<void> {
    return notYet();
  }
  /** A short-lived signed token for the gateway and the API. Throws `SessionEnded`. */
  token(): Promise<string> {
    return notYet();
  }
}

function notYet(): never {
  throw new Error("This part of the SDK is not written yet.");
}
