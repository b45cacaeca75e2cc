import type { IncomingHttpHeaders } from "node:http";
import type {
  AccountSession,
  CurrentSession,
  PublicKeys,
  SignInWithCode,
  SignUp,
} from "@roost/protocol/accounts.ts";
import type { Operation } from "@roost/protocol/rights.ts";
import type { Me } from "@roost/protocol/user.ts";
import type { Logger } from "pino";
import { requireAdmitted } from "../actor.ts";
import { OwnApiTokens } from "../api-tokens/own.ts";
import type { ApiTokens } from "../api-tokens/verify.ts";
import type { Bus } from "../bus/bus.ts";
import { Refusal } from "../refusal.ts";
import type { CurrentSettings } from "../server-settings/current.ts";
import { SignInHistory } from "../sign-in-history/sign-in-history.ts";
import type { Database } from "../store/database.ts";
import { AccountChanges } from "./account-changes.ts";
import { AccountsForOthers } from "./accounts-for-others.ts";
import { type Auth, addressOf, type Entered, type WithHeaders } from "./auth.ts";
import { refusing } from "./auth-refusal.ts";
import {
  type AuthUser,
  type Entry,
  knownRoleOf,
  toIdentity,
  toSession,
  toUser,
} from "./auth-rows.ts";
import { createAccount } from "./create-account.ts";
import type { CurrentRoles, KnownRole } from "./current-roles.ts";
import { DeviceTokens } from "./device-tokens.ts";
import { EmailConfirmation } from "./email-confirmation.ts";
import type { Identity } from "./identity.ts";
import { KnownBrowsers } from "./known-browsers.ts";
import { Newcomers } from "./newcomers.ts";
import { createFindOwnPage, type FindOwnPage, type OwnPage } from "./origin.ts";
import { Passkeys } from "./passkeys.ts";
import type { Passwords } from "./password.ts";
import { PasswordReset } from "./password-reset.ts";
import { openProvider, type Provider } from "./provider.ts";
import type { GroupRole } from "./provider-settings.ts";
import type { PresentChanger } from "./require-password.ts";
import { requireSamePerson } from "./same-person.ts";
import { SecondFactor } from "./second-factor.ts";
import type { SessionCookies } from "./session-cookies.ts";
import { type StartSession, startingSessions } from "./session-start.ts";
import { SessionUses } from "./session-uses.ts";
import type { AccountSettings } from "./settings.ts";
import type { SignIn } from "./sign-in.ts";
import { SignInLimit } from "./sign-in-limit.ts";
import { SignIns } from "./sign-ins.ts";
import type { Standing } from "./standing.ts";
import type { Tokens } from "./tokens.ts";
import { Unlock } from "./unlock.ts";
import { Visitors } from "./visitors.ts";

export interface AccountsParts {
  database: Database;
  settings: AccountSettings;
  serverSettings: Pick<CurrentSettings, "values" | "environment">;
  roles: Pick<CurrentRoles, "standingOf">;
  bus: Pick<Bus, "publish" | "subscribe">;
  log: Logger;
  /** Takes a new person into the rooms that everybody is in. */
  onAccountCreated(me: Me): Promise<void>;
  /** Gives somebody the highest of the roles that an identity provider says, in effect at once; the owner keeps theirs. */
  giveRole(userId: string, roles: readonly GroupRole[]): Promise<void>;
  passwords?: Passwords;
  now?: () => Date;
}

export interface OpenedParts extends AccountsParts {
  passwords: Passwords;
  /** Of the server. */
  secret: string;
  apiTokens: ApiTokens;
}

/**
 * Signing up, in and out. `headers` are those of the request that matter here: the cookie or the
 * bearer token, the user agent and the client's address.
 */
export class Accounts {
  readonly tokens: Tokens;
  readonly cookies: SessionCookies;
  readonly passwordReset: PasswordReset;
  readonly unlock: Unlock;
  readonly signIns: SignIns;
  readonly changes: AccountChanges;
  readonly secondFactor: SecondFactor;
  readonly passkeys: Passkeys;
  readonly ownApiTokens: OwnApiTokens;
  /** Null where people sign in with passwords and passkeys alone. */
  readonly provider: Provider | null;
  readonly confirmation: EmailConfirmation;
  readonly forOthers: AccountsForOthers;
  readonly uses: SessionUses;
  readonly visitors: Visitors;
  readonly #findOwnPage: FindOwnPage;
  readonly #parts: OpenedParts;
  readonly #auth: Auth;
  readonly #newcomers: Newcomers;
  readonly #startSession: StartSession;
  readonly #history: SignInHistory;

  constructor(parts: OpenedParts, auth: Auth, tokens: Tokens, cookies: SessionCookies) {
    this.#parts = parts;
    this.#auth = auth;
    this.tokens = tokens;
    this.cookies = cookies;
    const { database, settings, bus, passwords, secret, log, now = () => new Date() } = parts;
    const sendsMail = settings.smtpUrl !== undefined;
    const requireOwnPage = (incoming: IncomingHttpHeaders) => this.requireOwnPage(incoming);
    const identityFromCookie = (incoming: IncomingHttpHeaders) =>
      this.#identityFromCookie(incoming);
    this.visitors = new Visitors({
      ...{ tokens, deviceTokens: new DeviceTokens(tokens, now), apiTokens: parts.apiTokens },
      ...{ identityFromCookie, requireOwnPage },
    });
    this.uses = new SessionUses({
      ...{ db: database.db, lengths: settings, now },
      onFault: (err) => log.error({ err }, "when sessions were used last could not be written yet"),
    });
    this.#findOwnPage = createFindOwnPage(parts.settings);
    const own = { db: database.db, bus, passwords, sendsMail, secret, now };
    const { environment } = parts.serverSettings;
    const confirms = settings.emailVerification === "required";
    this.#newcomers = new Newcomers({ ...parts, ...own, environment, confirms });
    const onConfirmed = (me: Me) => this.#newcomers.welcome(me);
    const confirming = { verification: settings.emailVerification, onConfirmed };
    this.confirmation = new EmailConfirmation({ ...own, ...confirming });
    this.forOthers = new AccountsForOthers({ ...own, onMade: onConfirmed });
    this.passwordReset = new PasswordReset({ ...own, confirmation: this.confirmation });
    const cookiePrefix = cookies.prefix;
    const browsers = new KnownBrowsers({ db: database.db, cookiePrefix, now });
    this.unlock = new Unlock({ ...own, browsers });
    this.#history = new SignInHistory({ ...own, log });
    const known = { db: database.db, browsers };
    const signInLimit = new SignInLimit(known, settings.authAttemptsPerMinute, now);
    const limited = { ...own, signInLimit, environment };
    this.changes = new AccountChanges(limited);
    const issuer = settings.publicUrl ? new URL(settings.publicUrl).hostname : "Roost";
    this.secondFactor = new SecondFactor({ ...limited, issuer });
    this.ownApiTokens = new OwnApiTokens(limited);
    this.passkeys = new Passkeys({ ...limited, serverName: issuer });
    const starting = {
      ...{ ...limited, log, browsers, history: this.#history },
      endSession: (from: Headers) => this.signOut(from),
    };
    const { sessionsPerPerson } = settings;
    const userOf = (user: AuthUser) => this.#userOf(user);
    this.#startSession = startingSessions({ ...starting, auth, sessionsPerPerson, userOf });
    const withStart = { ...starting, startSession: this.#startSession };
    this.signIns = new SignIns(withStart);
    this.provider = openProvider({ ...parts, ...withStart, newcomers: this.#newcomers }, settings);
  }

  /** Makes an account and signs it in. Throws as `createAccount` does, and `auth.password_off`. */
  async signUp(body: SignUp, headers: Headers): Promise<WithHeaders<Entered>> {
    const { database, passwords } = this.#parts;
    this.requirePasswords();
    const account = { ...body, displayName: body.name };
    const policy = this.#newcomers.policy(headers, { invite: body.invite ?? null });
    const { me, admission } = await createAccount(database.db, passwords, account, policy);
    await this.#newcomers.welcomeAdmitted(me, admission);
    return this.#startSession(me.id, "sign-up", headers);
  }

  /** Whether people sign in with passwords, and not with an identity provider or a passkey alone. */
  get takesPasswords(): boolean {
    return this.#parts.settings.passwordSignIn;
  }

  /** Throws `auth.password_off` where they do not. */
  requirePasswords(): void {
    if (!this.takesPasswords) throw new Refusal("auth.password_off");
  }

  /** Throws as `SignIns.withPassword` does, and `auth.password_off`. */
  async signIn(body: SignIn, headers: Headers): Promise<WithHeaders<Entered>> {
    this.requirePasswords();
    return this.signIns.withPassword(body, headers);
  }

  /** Throws as `SignIns.withCode` does. */
  signInWithCode(body: SignInWithCode, headers: Headers): Promise<WithHeaders<Entered>> {
    return this.signIns.withCode(body, headers);
  }

  /**
   * Refuses a request of a page that acts for one person, where its cookie or secret is of another.
   * Throws `auth.other_person`.
   */
  async requirePerson(userId: string, headers: Headers): Promise<void> {
    const query = { disableRefresh: true };
    const found = await refusing(this.#auth.api.getSession({ headers, query }));
    if (found) requireSamePerson(userId, found.user.id);
  }

  /** Throws as the function of the same name does, where whoever asks is not let in yet. */
  async requireAdmitted(operation: Operation, headers: Headers): Promise<void> {
    const query = { disableRefresh: true };
    const found = await refusing(this.#auth.api.getSession({ headers, query }));
    if (found) requireAdmitted(this.#identityOf(found), operation);
  }

  /** Ends the session of the request, if it has one, and drops its cookie. */
  async signOut(headers: Headers): Promise<Headers> {
    const call = this.#auth.api.signOut({ headers, returnHeaders: true });
    return (await refusing(call)).headers;
  }

  /**
   * Ends the session whose cookie a browser has given up for that of another sign-in. Nobody could
   * sign it out any more, and other pages of that browser have to hear of it. To be called when the
   * new cookie is on its way, since those pages then ask who is signed in now.
   */
  async endReplaced(headers: Headers): Promise<void> {
    if (headers.has("cookie")) await this.signOut(headers);
  }

  /** What somebody is on the server and may do, by the role that they are known to have. */
  standingOf(known: KnownRole): Promise<Standing> {
    return this.#parts.roles.standingOf(known);
  }

  /** Writes the last of what was noted. */
  async close(): Promise<void> {
    await Promise.all([this.uses.close(), this.#history.close()]);
  }

  /** Who is signed in, or null. A session in use lives on. */
  async currentSession(headers: Headers): Promise<WithHeaders<CurrentSession>> {
    const found = await refusing(this.#auth.api.getSession({ headers, returnHeaders: true }));
    // An answer that drops the cookie of a session that is over may reach the browser when another
    // page has just signed in, and would sign that out.
    if (!found.response) return { answer: null, headers: new Headers() };
    const { session, user } = found.response;
    this.uses.note(session.id, addressOf(headers));
    const answer = { session: toSession(session, session.id), user: await this.#userOf(user) };
    return { answer, headers: found.headers };
  }

  /** A new token for the session of the request. Throws `auth.required`. */
  async token(headers: Headers): Promise<WithHeaders<string>> {
    const found = await refusing(this.#auth.api.getSession({ headers, returnHeaders: true }));
    if (!found.response) throw new Refusal("auth.required");
    this.uses.note(found.response.session.id, addressOf(headers));
    const answer = await this.tokens.mint(this.#identityOf(found.response));
    return { answer, headers: found.headers };
  }

  /** Who wants to change their account. Throws `auth.required`. */
  async changer(headers: Headers): Promise<PresentChanger> {
    const { session, user } = await this.#requireSession(headers);
    return {
      userId: user.id,
      username: user.username,
      sessionId: session.id,
      address: addressOf(headers),
      accepted: headers.get("accept-language"),
      signedInAt: session.createdAt,
    };
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

  /** The page of ours that a request comes from. Throws `auth.origin_forbidden` for any other. */
  requireOwnPage(headers: IncomingHttpHeaders): OwnPage {
    const page = this.#findOwnPage(headers);
    if (page) return page;
    const from = headers.origin === undefined ? "without Origin" : `from ${headers.origin}`;
    const own = this.#parts.settings.publicUrl;
    throw new Refusal(
      "auth.origin_forbidden",
      `A request that pages of this server alone may make came ${from}; ${own ? `open ${own}` : "open the server's own address"}, or use a token.`,
    );
  }

  /** Whose session cookie this is; null without one, or when its session is over. */
  async #identityFromCookie(incoming: IncomingHttpHeaders): Promise<Identity | null> {
    const cookie = this.cookies.read(incoming);
    if (cookie === undefined) return null;
    const call = this.#auth.api.getSession({
      headers: new Headers({ cookie }),
      // The answer has no place for a renewed cookie.
      query: { disableRefresh: true },
    });
    const found = await refusing(call);
    return found && this.#identityOf(found);
  }

  async #userOf(user: AuthUser) {
    return toUser(user, this.#entry, await this.standingOf(knownRoleOf(user)));
  }

  #identityOf(found: Parameters<typeof toIdentity>[0]) {
    return toIdentity(found, this.#entry);
  }

  get #entry(): Entry {
    const { settings, serverSettings } = this.#parts;
    return {
      verification: settings.emailVerification,
      isSetUp: serverSettings.values.isSetUp,
    };
  }

  async #requireSession(headers: Headers) {
    const found = await refusing(this.#auth.api.getSession({ headers }));
    if (!found) throw new Refusal("auth.required");
    this.uses.note(found.session.id, addressOf(headers));
    return found;
  }
}
