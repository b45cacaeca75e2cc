import { preferredLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { normalizeLogin } from "./find-by-login.ts";
import type { KnownBrowsers } from "./known-browsers.ts";
import { countLinks, makeLink, takeLink } from "./links.ts";

/** How long a link works that lets a browser try again. */
const worksForMs = 30 * 60_000;
/** Links of a person that work at once. Who keeps asking for somebody else fills no mailbox. */
const mailedAtOnce = 3;

export interface UnlockParts {
  db: Db;
  browsers: KnownBrowsers;
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  now(): Date;
}

/** For a mail; null where the person has enough of them that work. */
export async function makeUnlock(db: Db, userId: string, now: Date): Promise<string | null> {
  if ((await countLinks(db, "unlock", userId, now)) >= mailedAtOnce) return null;
  const link = { userId, detail: "" };
  return makeLink(db, "unlock", link, { now, lifetimeMs: worksForMs });
}

/**
 * Lets somebody try again whose account others guess at: by a link in their mailbox this browser becomes one of theirs, and
 * the wrong passwords of strangers keep it waiting no more. They still have to know the password.
 */
export class Unlock {
  readonly #parts: UnlockParts;

  constructor(parts: UnlockParts) {
    this.#parts = parts;
  }

  /**
   * Has a link mailed, where somebody is called so or has this address. Who asks is not told, and gets the answer as
   * soon for anybody. Throws `mail.off`.
   */
  async request(typed: string, headers: Headers): Promise<void> {
    const { db, sendsMail, now } = this.#parts;
    if (!sendsMail) throw new Refusal("mail.off");
    const login = normalizeLogin(typed);
    if (login === null) return;
    const language = preferredLanguage(headers.get("accept-language"));
    await queueMail(db, { kind: "unlock", login }, language, now());
  }

  /** Uses a link up. Returns the cookie that the browser is to keep. Throws `auth.link_invalid`. */
  async complete(token: string, headers: Headers): Promise<Headers> {
    const { db, browsers, now } = this.#parts;
    const link = await takeLink(db, "unlock", token, now());
    if (!link) throw new Refusal("auth.link_invalid");
    return new Headers({ "set-cookie": await browsers.remember(link.userId, headers) });
  }
}
