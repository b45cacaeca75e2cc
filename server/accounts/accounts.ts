import type { IncomingHttpHeaders } from "node:http";
import type {
  AccountSession,
  AccountUser,
  CurrentSession,
  PublicKeys,
  SignedIn,
  SignInByEmail,
  SignInByUsername,
  SignUp,
} from "@roost/protocol/accounts.ts";
import type { ServerRole } from "@roost/protocol/user.ts";
import type { Logger } from "pino";
import type { Bus } from "../bus/bus.ts";
import { Refusal } from "../refusal.ts";
import type { Database } from "../store/database.ts";
import { type Auth, createAuth } from "./auth.ts";
import { refusing } from "./auth-refusal.ts";
import { createAccount } from "./create-account.ts";
import { type Device, DeviceTokens } from "./device-tokens.ts";
import type { Identity } from "./identity.ts";
import { createOriginCheck, type OriginCheck } from "./origin.ts";
import { type Passwords, passwords as scryptPasswords } from "./password.ts";
import { loadServerSecrets } from "./server-secrets.ts";
import type { AccountSettings } from "./settings.ts";
import { Tokens } from "./tokens.ts";

export interface AccountsParts {
  database: Database;
  settings: AccountSettings;
  bus: Pick<Bus, "publish" | "subscribeSessionEnds">;
  log: Logger;
  /** Takes a new person into the rooms that everybody is in. */
  onAccountCreated(userId: string): Promise<void>;
  passwords?: Passwords;
  now?: () => Date;
}

/** An answer, and the headers (session cookies) that go with it. */
export interface WithHeaders<Answer> {
  answer: Answer;
  headers: Headers;
}

/** Loads secrets and keys; the first start of a server makes them. */
export async function openAccounts(parts: AccountsParts): Promise<Accounts> {
  const { settings, bus, log, passwords = scryptPasswords } = parts;
  const { db } = parts.database;
  const secrets = await loadServerSecrets(db, settings.secret);
  const onSessionEnded = ({ id, userId }: { id: string; userId: string }) => {
    bus.publish([{ userId, kind: "session-ended", sessionId: id }]);
  };
  const auth = createAuth({ db, secrets, settings, passwords, log, onSessionEnded });
  const tokens = new Tokens({
    db,
    auth,
    serverId: secrets.serverId,
    lifetimeSeconds: settings.tokenLifetimeSeconds,
    ...(parts.now && { now: parts.now }),
  });
  await tokens.load();
  // Of this node and of the others.
  await bus.subscribeSessionEnds(({ sessionId }) => tokens.endSession(sessionId));
  return new Accounts({ ...parts, passwords }, auth, tokens);
}

/**
 * Signing up, in and out. `headers` are those of the request that matter here: the cookie or the
 * bearer token, the user agent and the client's address.
 */
export class Accounts {
  readonly tokens: Tokens;
  readonly #deviceTokens: DeviceTokens;
  readonly #isAllowedOrigin: OriginCheck;
  readonly #parts: AccountsParts & { passwords: Passwords };
  readonly #auth: Auth;

  constructor(parts: AccountsParts & { passwords: Passwords }, auth: Auth, tokens: Tokens) {
    this.#parts = parts;
    this.#auth = auth;
    this.tokens = tokens;
    this.#deviceTokens = new DeviceTokens(tokens, parts.now ?? (() => new Date()));
    this.#isAllowedOrigin = createOriginCheck(parts.settings);
  }

  /** Makes an account and signs it in. Throws as `createAccount` does. */
  async signUp(body: SignUp, headers: Headers): Promise<WithHeaders<SignedIn>> {
    const { database, passwords, settings, onAccountCreated, log } = this.#parts;
    const account = { ...body, displayName: body.name };
    const policy = { role: "member", registration: settings.registration } as const;
    const me = await createAccount(database.db, passwords, account, policy);
    // The account is made: failing now would tell its owner that the name is taken by somebody.
    await onAccountCreated(me.id).catch((err: unknown) => {
      log.error({ err, userId: me.id }, "a new account could not join the common rooms");
    });
    const started = await this.#auth.api.startSession({
      body: { userId: me.id },
      headers,
      returnHeaders: true,
    });
    const user = await this.#userOf(me.id);
    return { answer: { token: started.response.token, user }, headers: started.headers };
  }

  /** Throws `auth.invalid_credentials`, alike for a wrong password and an unknown name. */
  async signInByUsername(body: SignInByUsername, headers: Headers): Promise<WithHeaders<SignedIn>> {
    const call = this.#auth.api.signInUsername({ body, headers, returnHeaders: true });
    const signedIn = await refusing(call);
    const { token, user } = signedIn.response;
    return { answer: { token, user: toUser(user) }, headers: signedIn.headers };
  }

  /** Throws `auth.invalid_credentials`, alike for a wrong password and an unknown address. */
  async signInByEmail(body: SignInByEmail, headers: Headers): Promise<WithHeaders<SignedIn>> {
    const call = this.#auth.api.signInEmail({ body, headers, returnHeaders: true });
    const signedIn = await refusing(call);
    const { token, user } = signedIn.response;
    return { answer: { token, user: toUser(user) }, headers: signedIn.headers };
  }

  /** Ends the session of the request, if it has one, and drops its cookie. */
  async signOut(headers: Headers): Promise<Headers> {
    const call = this.#auth.api.signOut({ headers, returnHeaders: true });
    return (await refusing(call)).headers;
  }

  /** Who is signed in, or null. A session in use lives on; the headers renew its cookie. */
  async currentSession(headers: Headers): Promise<WithHeaders<CurrentSession>> {
    const found = await refusing(this.#auth.api.getSession({ headers, returnHeaders: true }));
    const answer = found.response && {
      session: toSession(found.response.session, found.response.session.id),
      user: toUser(found.response.user),
    };
    return { answer, headers: found.headers };
  }

  /** A new token for the session of the request. Throws `auth.required`. */
  async token(headers: Headers): Promise<WithHeaders<string>> {
    const found = await refusing(this.#auth.api.getSession({ headers, returnHeaders: true }));
    if (!found.response) throw new Refusal("auth.required");
    const answer = await this.tokens.mint(toIdentity(found.response));
    return { answer, headers: found.headers };
  }

  /** The sessions of the person who asks, without their secrets. Throws `auth.required`. */
  async listSessions(headers: Headers): Promise<AccountSession[]> {
    const current = await this.#requireSession(headers);
    const sessions = await refusing(this.#auth.api.listSessions({ headers }));
    return sessions.map((session) => toSession(session, current.session.id));
  }

  /** Ends one session of the person who asks; one that is not theirs is left alone. */
  async revokeSession(id: string, headers: Headers): Promise<Headers> {
    const sessions = await refusing(this.#auth.api.listSessions({ headers }));
    const token = sessions.find((session) => session.id === id)?.token;
    if (token === undefined) return new Headers();
    const call = this.#auth.api.revokeSession({ body: { token }, headers, returnHeaders: true });
    return (await refusing(call)).headers;
  }

  /** Ends all sessions of the person but the one that asks. Throws `auth.required`. */
  async revokeOtherSessions(headers: Headers): Promise<void> {
    await refusing(this.#auth.api.revokeOtherSessions({ headers }));
  }

  /** The keys that tokens can be checked with. */
  async publicKeys(): Promise<PublicKeys> {
    return (await this.#auth.api.getJwks()) as unknown as PublicKeys;
  }

  /**
   * Whom a request or a new connection belongs to: by its token, or else by the session cookie.
   *
   * @param originMatters Whether a page of another site must not be able to do this in somebody's
   *   name: for writes, and for the gateway. A token needs no such check, since no browser sends
   *   it by itself.
   *
   * Throws `auth.required`, `auth.token_invalid`, `auth.token_expired`, `auth.origin_forbidden`.
   */
  async authenticate(
    headers: IncomingHttpHeaders,
    token: string | undefined,
    originMatters: boolean,
  ): Promise<Identity> {
    if (token !== undefined) return this.tokens.verify(token);
    const identity = await this.#identityFromCookie(headers);
    if (!identity) throw new Refusal("auth.required");
    if (originMatters) this.requireAllowedOrigin(headers);
    return identity;
  }

  /**
   * Whose device connects: by its token, which may have expired a while ago, or else by the session
   * cookie. Whether the session is open is for the caller to ask. Throws as `authenticate` does.
   */
  async authenticateDevice(
    headers: IncomingHttpHeaders,
    token: string | undefined,
  ): Promise<Device> {
    if (token !== undefined) return this.#deviceTokens.verify(token);
    return this.authenticate(headers, undefined, true);
  }

  /** Throws `auth.origin_forbidden` for a request that doesn't come from a page of ours. */
  requireAllowedOrigin(headers: IncomingHttpHeaders): void {
    if (this.#isAllowedOrigin(headers)) return;
    const from = headers.origin === undefined ? "without Origin" : `from ${headers.origin}`;
    const own = this.#parts.settings.publicUrl;
    throw new Refusal(
      "auth.origin_forbidden",
      `A request with a cookie came ${from}; ${own ? `open ${own}` : "open the server's own address"}, or use a token.`,
    );
  }

  /** Whose session cookie this is; null without one, or when its session is over. */
  async #identityFromCookie({ cookie }: IncomingHttpHeaders): Promise<Identity | null> {
    if (cookie === undefined) return null;
    const call = this.#auth.api.getSession({
      headers: new Headers({ cookie }),
      // The answer has no place for a renewed cookie.
      query: { disableRefresh: true },
    });
    const found = await refusing(call);
    return found && toIdentity(found);
  }

  async #requireSession(headers: Headers) {
    const found = await refusing(this.#auth.api.getSession({ headers }));
    if (!found) throw new Refusal("auth.required");
    return found;
  }

  async #userOf(userId: string): Promise<AccountUser> {
    const { internalAdapter } = await this.#auth.$context;
    const user = await internalAdapter.findUserById(userId);
    if (!user) throw new Refusal("auth.required");
    return toUser(user);
  }
}

/** A person as Better Auth hands them out; its types don't know that our columns are not null. */
interface AuthUser {
  id: string;
  name: string;
  email: string;
  createdAt: Date;
  username?: string | null | undefined;
  role?: string | undefined;
}

interface AuthSession {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  userAgent?: string | null | undefined;
  ipAddress?: string | null | undefined;
}

function toUser(user: AuthUser): AccountUser {
  return {
    id: user.id,
    username: user.username ?? "",
    name: user.name,
    email: user.email,
    role: user.role as ServerRole,
    createdAt: user.createdAt.toISOString(),
  };
}

function toSession(session: AuthSession, currentId: string): AccountSession {
  return {
    id: session.id,
    createdAt: session.createdAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    userAgent: session.userAgent || null,
    ipAddress: session.ipAddress || null,
    current: session.id === currentId,
  };
}

function toIdentity(found: { user: AuthUser; session: AuthSession }): Identity {
  const { id, username, name, role } = toUser(found.user);
  return { userId: id, sessionId: found.session.id, username, displayName: name, role };
}
