import { sql } from "kysely";
import type { Db } from "../store/database.ts";
import { hashOf, newSecret } from "./links.ts";

/** How long a browser is known that is not used: browsers keep no cookie for longer. */
const knownForDays = 400;
/** Browsers of one person that are known. Beyond it, those that were unused for the longest time are forgotten. */
const knownAtMost = 50;

const day = 24 * 60 * 60;

/**
 * The cookie by which a browser is known again to which somebody has signed in before. It signs nobody in: it tells a
 * browser of theirs from a stranger's, whatever their addresses are.
 *
 * Source: OWASP, "Slow Down Online Guessing Attacks with Device Cookies".
 */
export class KnownBrowsers {
  readonly #db: Db;
  readonly #cookieName: string;
  readonly #now: () => Date;

  constructor({ db, cookiePrefix, now }: { db: Db; cookiePrefix: string; now: () => Date }) {
    this.#db = db;
    this.#cookieName = `${cookiePrefix}.browser`;
    this.#now = now;
  }

  /** What the database has of the cookie that comes with these headers; null without one. */
  read(headers: Headers): string | null {
    const secret = this.#secretOf(headers);
    return secret === undefined ? null : hashOf(secret);
  }

  /**
   * Whether this browser is one of theirs. For nobody's account it is looked for too: no difference in time tells of it.
   *
   * @param hash What `read` has returned.
   */
  async isKnown(userId: string | null, hash: string | null): Promise<boolean> {
    const { rows } = await sql`
      SELECT FROM known_browsers
      WHERE user_id = ${userId}::uuid AND hash = ${hash}
        AND used_at > ${this.#oldest}`.execute(this.#db);
    return rows.length > 0;
  }

  /** Knows this browser from now on. Returns what its cookie is to be, which it sends with each request. */
  async remember(userId: string, headers: Headers): Promise<string> {
    const secret = this.#secretOf(headers) ?? newSecret();
    await sql`
      INSERT INTO known_browsers (user_id, hash, used_at)
      VALUES (${userId}, ${hashOf(secret)}, ${this.#now()})
      ON CONFLICT (user_id, hash) DO UPDATE SET used_at = excluded.used_at`.execute(this.#db);
    await sql`
      DELETE FROM known_browsers WHERE user_id = ${userId} AND hash IN (
        SELECT hash FROM known_browsers WHERE user_id = ${userId}
        ORDER BY used_at DESC, hash OFFSET ${knownAtMost})`.execute(this.#db);
    // Lax, since people come back from their identity provider with it.
    return `${this.#cookieName}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${knownForDays * day}`;
  }

  get #oldest(): Date {
    return oldestAt(this.#now());
  }

  #secretOf(headers: Headers): string | undefined {
    const cookies = headers.get("cookie")?.split(/; */) ?? [];
    const start = `${this.#cookieName}=`;
    const secret = cookies.find((cookie) => cookie.startsWith(start))?.slice(start.length);
    return secret !== undefined && /^[\w-]{43}$/.test(secret) ? secret : undefined;
  }
}

/** Makes all browsers of a person strange: whoever got hold of one has no advantage any more. In a transaction. */
export async function forgetBrowsers(transaction: Db, userId: string): Promise<void> {
  await sql`DELETE FROM known_browsers WHERE user_id = ${userId}`.execute(transaction);
}

/** Deletes those that were not used for so long that no browser has their cookie any more. */
export async function forgetUnusedBrowsers(db: Db, now: Date): Promise<void> {
  await sql`DELETE FROM known_browsers WHERE used_at <= ${oldestAt(now)}`.execute(db);
}

const oldestAt = (now: Date) => new Date(+now - knownForDays * day * 1_000);
