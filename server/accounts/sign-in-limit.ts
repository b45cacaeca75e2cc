import { createHash } from "node:crypto";
import { sql } from "kysely";
import { Buckets } from "../limits/buckets.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { networkOf, parseAddress } from "./address.ts";
import type { KnownBrowsers } from "./known-browsers.ts";

/** After so many wrong passwords at once, an account takes one attempt in this time. */
const intervalMs = 60_000;
/** Sessions of one person that are looked through for an address. */
const maxSessions = 500;

/** Who wants to sign in. */
export interface SignInAttempt {
  /** The name or the address that was typed, in its one spelling. */
  login: string;
  /** Whose it is; null for nobody's, which is limited alike. */
  userId: string | null;
  /** The address of who asks, where it is known. */
  address: string | null;
  /** What is kept of the cookie of their browser, where it has one. */
  browser?: string | null;
}

/**
 * Bounds the wrong passwords for one account, from wherever they come. A stranger who keeps guessing
 * makes others wait, a minute at most. The browsers that its person has signed in with, and the networks where they are
 * signed in, have counts of their own: from there nobody else is waited for. Kept in memory, by each node for itself.
 */
export class SignInLimit {
  readonly #db: Db;
  readonly #browsers: Pick<KnownBrowsers, "isKnown">;
  readonly #limit: Buckets | null;

  /** @param attempts Wrong passwords at once; 0 is no limit. */
  constructor(
    { db, browsers }: { db: Db; browsers: Pick<KnownBrowsers, "isKnown"> },
    attempts: number,
    now: () => Date,
  ) {
    this.#db = db;
    this.#browsers = browsers;
    this.#limit = attempts === 0 ? null : new Buckets(attempts, intervalMs, () => +now());
  }

  /**
   * Runs the check of a password. It counts from its beginning, so that many at the same moment are
   * no way around, and no more once it has succeeded.
   *
   * @throws Refusal `request.rate_limited`, and whatever `check` throws.
   */
  async guard<T>(attempt: SignInAttempt, check: () => Promise<T>): Promise<T> {
    const limit = this.#limit;
    if (!limit) return check();
    const key = await this.#take(limit, attempt);
    try {
      const result = await check();
      limit.giveBack(key);
      return result;
    } catch (error) {
      const isWrong = error instanceof Refusal && error.code === "auth.invalid_credentials";
      if (!isWrong) limit.giveBack(key);
      throw error;
    }
  }

  /** What the attempt counts under. */
  async #take(limit: Buckets, attempt: SignInAttempt): Promise<string> {
    const account = keyOf(attempt);
    let waitMs = limit.take(account);
    if (waitMs === 0) return account;
    for (const place of await this.#knownPlaces(attempt)) {
      const atHome = `${account} ${place}`;
      waitMs = limit.take(atHome);
      if (waitMs === 0) return atHome;
    }
    throw new Refusal(
      "request.rate_limited",
      `Too many wrong passwords for this account; try again in ${Math.ceil(waitMs / 1_000)} s.`,
      waitMs,
    );
  }

  /** Where its person was before: their browser, and their network. */
  async #knownPlaces(attempt: SignInAttempt): Promise<string[]> {
    const { userId, browser = null } = attempt;
    const isKnown = await this.#browsers.isKnown(userId, browser);
    const network = await this.#knownNetwork(attempt);
    return [...(isKnown ? [`browser ${browser}`] : []), ...(network === null ? [] : [network])];
  }

  /** The network of who asks, where the account is signed in from there. */
  async #knownNetwork({ userId, address }: SignInAttempt): Promise<string | null> {
    // For nobody's account it is looked for too: no difference in time tells of it.
    const { rows } = await sql<{ address: string }>`
      SELECT ip_address AS address FROM sessions
      WHERE user_id = ${userId}::uuid AND expires_at > now() AND ip_address IS NOT NULL
      ORDER BY created_at DESC LIMIT ${maxSessions}`.execute(this.#db);
    const network = address === null ? null : networkOf(address);
    const isKnown = rows.some((row) => {
      const known = parseAddress(row.address);
      return known !== null && networkOf(known) === network;
    });
    return isKnown ? network : null;
  }
}

/** Of one size, whatever was typed. */
function keyOf({ userId, login }: SignInAttempt): string {
  return userId ?? createHash("sha256").update(login).digest("base64");
}
