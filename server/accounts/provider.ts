import type { GoToProvider } from "@roost/protocol/provider.ts";
import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import type { Logger } from "pino";
import { preferredLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import type { Entered, WithHeaders } from "./auth.ts";
import { makeChallenge } from "./challenges.ts";
import { hasSecondFactor } from "./factors.ts";
import type { Newcomers } from "./newcomers.ts";
import {
  createLinked,
  findLinked,
  hasOtherWay,
  link,
  linkByEmail,
  linkedSince,
  unlink,
} from "./provider-account.ts";
import { type Asked, ProviderClient, type ProviderPerson } from "./provider-client.ts";
import {
  type GroupRole,
  type ProviderSettings,
  readProviderSettings,
} from "./provider-settings.ts";
import {
  changeAsPresent,
  isFresh,
  type PasswordParts,
  type PresentChanger,
  requireOpenSession,
} from "./require-password.ts";
import type { StartSession } from "./session-start.ts";
import { lockAccount } from "./set-password.ts";
import type { AccountSettings } from "./settings.ts";

/** How long somebody may be at the provider. */
export const awaySeconds = 10 * 60;

export interface ProviderParts extends PasswordParts {
  settings: ProviderSettings;
  /** Of the server. */
  secret: string;
  /** Whether passwords sign in, too. */
  passwordSignIn: boolean;
  log: Logger;
  now(): Date;
  startSession: StartSession;
  /** Ends the session of a request with these headers. */
  endSession(headers: Headers): Promise<unknown>;
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  newcomers: Pick<Newcomers, "policy" | "welcomeAdmitted">;
  /** Gives somebody the highest of these roles, or `member`, in effect at once; the owner of the server keeps theirs. */
  giveRole(userId: string, roles: readonly GroupRole[]): Promise<void>;
}

/** What a browser keeps for the server while its person is at the provider. */
interface Away {
  asked: Asked;
  until: number;
  /** The page that somebody wanted. */
  next: string;
  /** What stands at the end of the link that invited them; null without one. */
  invite: string | null;
  /** Who links their account, and the session that they do it with; null for who signs in. */
  linking: { userId: string; sessionId: string } | null;
}

/** Where somebody is sent, and what their browser is to keep until they are back. */
export interface Departure {
  url: string;
  kept: string;
}

/** Where somebody goes on who has come back, and their session where they are signed in by that. */
export interface Arrival {
  path: string;
  signedIn?: WithHeaders<Entered>;
}

/** The one that the settings name; null for a server without one. Throws as `readProviderSettings` does. */
export function openProvider(
  parts: Omit<ProviderParts, "settings" | "passwordSignIn">,
  config: AccountSettings,
): Provider | null {
  const settings = readProviderSettings(config);
  return settings && new Provider({ ...parts, settings, passwordSignIn: config.passwordSignIn });
}

/** Signing in with the identity provider of the server. */
export class Provider {
  readonly #parts: ProviderParts;
  readonly #client: ProviderClient;

  constructor(parts: ProviderParts) {
    this.#parts = parts;
    this.#client = new ProviderClient(parts.settings, parts.log);
  }

  get name(): string {
    return this.#parts.settings.name;
  }

  /** Sends somebody to the provider to sign in, or up. Throws `provider.unreachable`. */
  async depart({ next = "/", invite }: GoToProvider): Promise<Departure> {
    return this.#depart({ next: safePath(next), invite: invite ?? null, linking: null });
  }

  /**
   * The same to link the account that is signed in. Throws `auth.sign_in_again` and as `requirePassword` does,
   * `provider.linked`, `provider.unreachable`.
   */
  async departToLink(me: PresentChanger, typed: string | undefined): Promise<Departure> {
    const { userId, sessionId } = me;
    await changeAsPresent(this.#parts, me, typed, async (tx) => {
      if ((await linkedSince(tx, userId)) !== null) throw new Refusal("provider.linked");
    });
    return this.#depart({
      next: "/settings/account",
      invite: null,
      linking: { userId, sessionId },
    });
  }

  /**
   * Takes somebody in who has come back. What keeps them out is a page, too, that says what to do.
   *
   * @param query Of the address that the provider sent them to.
   * @param kept What their browser has kept.
   */
  async arrive(query: string, kept: string | undefined, headers: Headers): Promise<Arrival> {
    let away: Away | null = null;
    try {
      away = await this.#open(kept);
      const person = await this.#client.finish(away.asked, query);
      if (away.linking) {
        await this.#link(away.linking, person, headers);
        return { path: away.next };
      }
      return await this.#signIn(person, away, headers);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Who links their account is signed in.
      const page = away?.linking ? away.next : "/provider";
      return { path: `${page}#${error.code}` };
    }
  }

  /** Since when the account of somebody is linked, and whether to change that takes the password. */
  async status(me: PresentChanger): Promise<{ linkedAt: string | null; passwordNeeded: boolean }> {
    const { db, now } = this.#parts;
    const at = await linkedSince(db, me.userId);
    return { linkedAt: at?.toISOString() ?? null, passwordNeeded: !isFresh(me, now()) };
  }

  /**
   * Throws `provider.only_way` where nothing else would let them in, `provider.not_linked`, `auth.sign_in_again`, and as
   * `requirePassword` does.
   */
  async unlink(me: PresentChanger, typed: string | undefined): Promise<void> {
    const { passwordSignIn } = this.#parts;
    await changeAsPresent(this.#parts, me, typed, async (tx) => {
      if (!(await unlink(tx, me.userId))) throw new Refusal("provider.not_linked");
      if (!(await hasOtherWay(tx, me.userId, passwordSignIn))) {
        throw new Refusal("provider.only_way");
      }
      await this.#tell(tx, "provider-unlinked", me.userId, me.accepted);
    });
  }

  async #depart(wish: Pick<Away, "next" | "invite" | "linking">): Promise<Departure> {
    const { secret: key, now } = this.#parts;
    const { url, asked } = await this.#client.begin();
    const away: Away = { asked, ...wish, until: +now() + awaySeconds * 1_000 };
    return { url, kept: await symmetricEncrypt({ key, data: JSON.stringify(away) }) };
  }

  async #open(kept: string | undefined): Promise<Away> {
    const { secret: key, now } = this.#parts;
    const text =
      kept === undefined ? null : await symmetricDecrypt({ key, data: kept }).catch(() => null);
    const away = text === null ? null : (JSON.parse(text) as Away);
    if (away === null || away.until <= +now()) throw new Refusal("provider.over");
    return away;
  }

  async #signIn(person: ProviderPerson, away: Away, headers: Headers): Promise<Arrival> {
    const { db, settings, now, startSession, endSession, giveRole } = this.#parts;
    const accountId = this.#accountIdOf(person);
    const userId =
      (await findLinked(db, accountId)) ??
      (await this.#linkByEmail(accountId, person, headers)) ??
      (await this.#create(accountId, person, away.invite, headers));
    if (settings.roles) await giveRole(userId, rolesOf(person.groups, settings.roles));
    if (await hasSecondFactor(db, userId)) {
      const challenge = await makeChallenge(db, userId, now());
      return { path: `/provider?next=${encodeURIComponent(away.next)}#${challenge}` };
    }
    const signedIn = await startSession(userId, "provider", headers);
    const isStill =
      (await findLinked(db, accountId)) === userId && !(await hasSecondFactor(db, userId));
    if (isStill) return { path: away.next, signedIn };
    // It was unlinked meanwhile, or the second factor switched on, which has ended all sessions that there were.
    await endSession(new Headers({ authorization: `Bearer ${signedIn.answer.token}` }));
    throw new Refusal("provider.over");
  }

  async #create(
    accountId: string,
    person: ProviderPerson,
    invite: string | null,
    headers: Headers,
  ): Promise<string> {
    const { db, passwords, newcomers } = this.#parts;
    const policy = newcomers.policy(headers, { invite, isVerified: person.emailVerified });
    const { me, admission } = await createLinked(db, passwords, accountId, person, policy);
    await newcomers.welcomeAdmitted(me, admission);
    return me.id;
  }

  #linkByEmail(accountId: string, person: ProviderPerson, headers: Headers) {
    return linkByEmail(this.#parts.db, accountId, person, (tx, userId) =>
      this.#tell(tx, "provider-linked", userId, headers.get("accept-language")),
    );
  }

  async #link(
    linking: { userId: string; sessionId: string },
    person: ProviderPerson,
    headers: Headers,
  ): Promise<void> {
    const { userId } = linking;
    await this.#parts.db.transaction().execute(async (tx) => {
      await lockAccount(tx, userId);
      await requireOpenSession(tx, linking);
      if (!(await link(tx, userId, this.#accountIdOf(person)))) return;
      await this.#tell(tx, "provider-linked", userId, headers.get("accept-language"));
    });
  }

  async #tell(
    transaction: Db,
    kind: "provider-linked" | "provider-unlinked",
    userId: string,
    accepted: string | null,
  ): Promise<void> {
    const { sendsMail, now } = this.#parts;
    if (sendsMail)
      await queueMail(transaction, { kind, userId }, preferredLanguage(accepted), now());
  }

  /** With the provider's address: at another one, the same subject is somebody else. */
  #accountIdOf({ subject }: ProviderPerson): string {
    return `${this.#parts.settings.issuer.href} ${subject}`;
  }
}

/** The roles of somebody's groups, in the order of the setting. */
function rolesOf(groups: readonly string[], roles: ReadonlyMap<string, GroupRole>): GroupRole[] {
  return [...roles].flatMap(([group, role]) => (groups.includes(group) ? role : []));
}

/** Only an address of the client, as browsers write it. */
function safePath(path: string): string {
  return /^\/(?![/\\])[!#-[\]-~]*$/.test(path) ? path : "/";
}
