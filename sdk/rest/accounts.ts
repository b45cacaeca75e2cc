import type {
  AccessToken,
  AccountSession,
  AccountUser,
  CurrentSession,
  SignedIn,
  SignInByEmail,
  SignInByUsername,
  SignInWithCode,
} from "@roost/protocol/accounts.ts";
import { isEmail } from "@roost/protocol/login.ts";
import type { SignInWithPasskey } from "@roost/protocol/passkeys.ts";
import type { Me } from "@roost/protocol/user.ts";
import { systemClock } from "../clock.ts";
import { ApiError, SessionEnded } from "../errors.ts";
import { userOf } from "../replica/former-names.ts";
import { Http, type Method } from "./http.ts";

export interface SignUp {
  username: string;
  displayName: string;
  email: string;
  password: string;
  /** What stands at the end of a link that invites. */
  invite?: string;
}

export interface Credentials {
  /** A user name or an e-mail address. */
  login: string;
  password: string;
}

/** The second step of a sign-in: the `challenge` of the `ApiError` that asked for it, and the code. */
export type CodeStep = SignInWithCode;

/** Who is signed in, and what stands between them and this server. */
export interface CurrentPerson
  extends Pick<AccountUser, "awaitsConfirmation" | "approval" | "awaitsSetUp"> {
  me: Me;
  session: Session;
}
/** What a passkey has signed: alone, or with the `challenge` of the second step in place of a code. */
export type PasskeyStep = SignInWithPasskey;

/** A place where somebody is signed in. Times are ISO 8601. */
export type Session = AccountSession;

export interface AccountsOptions {
  /** `http(s)://host[:port]` of the server. */
  url: string;
  fetch?: typeof fetch;
  /**
   * Whose account this is about. Somebody else may sign in with the same browser at any moment: then
   * the server refuses each request, and the methods throw `OtherPerson`.
   */
  userId?: string;
}

/**
 * Signing up, in and out. In a browser the session lives in an `HttpOnly` cookie; elsewhere this
 * object keeps it. Each method throws `ApiError` or `NetworkError`.
 */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #http: Http;
  /** The session's secret, where there are no cookies. */
  #secret: string | null = null;

  constructor(options: AccountsOptions) {
    const { url, fetch: ownFetch, userId = null } = options;
    this.#options = options;
    this.#http = new Http({
      url,
      userId,
      fetch: ownFetch ?? ((input, init) => fetch(input, init)),
      clock: systemClock,
      random: Math.random,
      token: async () => this.#secret,
    });
  }

  /** The account of one person, in the same browser. */
  of(userId: string): Accounts {
    const accounts = new Accounts({ ...this.#options, userId });
    accounts.#secret = this.#secret;
    return accounts;
  }

  /** Makes an account and signs it in. Returns its id. */
  async signUp({ displayName, ...account }: SignUp): Promise<string> {
    const body = { ...account, name: displayName };
    return this.#keep(await this.request("POST", "sign-up/email", body));
  }

  /**
   * Returns the id of who has signed in. Where the account has a second factor, throws an `ApiError` with the code
   * `auth.second_factor_needed`, and a `challenge` to be given with a code.
   */
  async signIn(step: Credentials | CodeStep | PasskeyStep): Promise<string> {
    const [route, body] = stepOf(step);
    return this.#keep(await this.request("POST", `sign-in/${route}`, body));
  }

  async signOut(): Promise<void> {
    await this.request("POST", "sign-out");
    this.#secret = null;
  }

  /**
   * Who is signed in; null when nobody is. Who `awaitsConfirmation` has to confirm their e-mail address before they get
   * a token, or anything else, and who has an `approval` has to be let in.
   */
  async session(): Promise<CurrentPerson | null> {
    const current = await this.request<CurrentSession>("GET", "get-session");
    if (current === null) return null;
    const { name: displayName, createdAt: _, ...user } = current.user;
    const { email, role, permissions, customRole, id, username, picture, ...entry } = user;
    const mine = { email, role, permissions, ...(customRole && { customRole }) };
    const me = { ...userOf({ ...user, displayName }), ...mine };
    return { me, session: current.session, ...entry };
  }

  listSessions(): Promise<Session[]> {
    return this.request("GET", "list-sessions");
  }

  async revokeSession(id: string): Promise<void> {
    await this.request("POST", "revoke-session", { id });
  }

  /** Signs me out everywhere but here. */
  async revokeOtherSessions(): Promise<void> {
    await this.request("POST", "revoke-other-sessions");
  }

  /**
   * Gets tokens, and signs in again where the session has ended. For accounts without a second factor, since nobody is
   * there to give a code.
   */
  renewing(credentials: Credentials): () => Promise<string> {
    return async () => {
      try {
        return await this.token();
      } catch (error) {
        if (!(error instanceof SessionEnded)) throw error;
        await this.signIn(credentials);
        return this.token();
      }
    };
  }

  /** A short-lived signed token for the gateway and the API. Throws `SessionEnded`. */
  async token(): Promise<string> {
    try {
      return (await this.request<AccessToken>("GET", "token")).token;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      throw new SessionEnded("You are not signed in any more. Sign in again.");
    }
  }

  /** Sends what `AccountChanges`, `SecondFactor` and `Passkeys` ask for, too. */
  request<T>(method: Method, route: string, body?: unknown): Promise<T> {
    return this.call<T>(method, `/api/auth/${route}`, body === undefined ? {} : { body });
  }

  /** The same for any route, in a browser. */
  call<T>(...request: Parameters<Http["request"]>): Promise<T> {
    return this.#http.request<T>(...request);
  }

  /** A page is not told what its cookie hides from it. */
  #keep({ token, user }: SignedIn): string {
    this.#secret = token ?? null;
    return user.id;
  }
}

/** The route of a step of a sign-in, and what is sent there. */
function stepOf(
  step: Credentials | CodeStep | PasskeyStep,
): [route: string, body: SignInByEmail | SignInByUsername | SignInWithCode | SignInWithPasskey] {
  if ("passkey" in step) return ["passkey", step];
  if ("challenge" in step) return ["second-factor", step];
  const { login, password } = step;
  return isEmail(login)
    ? ["email", { email: login, password }]
    : ["username", { username: login, password }];
}
