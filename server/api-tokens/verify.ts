import type { TokenScope } from "@roost/protocol/token-scopes.ts";
import { sql } from "kysely";
import type { Identity } from "../accounts/identity.ts";
import { KnownTokens } from "../accounts/known-tokens.ts";
import { hashOf } from "../accounts/links.ts";
import { isKeptOut, refuseKeptOut } from "../accounts/suspension.ts";
import { type Bus, everything } from "../bus/bus.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";

/** A token that is used is read from the store again after this, for what the bus may have lost. */
const knownForMs = 60_000;

interface Known {
  identity: Identity;
  /** Null: never. */
  expiresAtMs: number | null;
  readAtMs: number;
  /** How many news had come before it was read. */
  newsCount: number;
}

interface Row {
  tokenId: string;
  userId: string;
  username: string;
  displayName: string;
  role: Identity["role"];
  customRoleId: Identity["customRoleId"];
  scopes: TokenScope[];
  expiresAt: Date | null;
  isSuspended: boolean;
}

/**
 * Checks API tokens. One that was checked before costs a digest and no query, for a minute; that it was revoked, or what
 * became of its person, is news that make it be read again at once.
 */
export class ApiTokens {
  readonly #db: Db;
  readonly #now: () => Date;
  readonly #known = new KnownTokens<Known>();
  /** People of whom there were news while what is known of their tokens may be older. */
  readonly #news = new Map<string, { count: number; untilMs: number }>();
  #newsCount = 0;

  constructor(db: Db, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  /** Hears of tokens that were revoked, and of roles. */
  async follow(bus: Pick<Bus, "subscribe">): Promise<void> {
    await bus.subscribe("session-ended", everything, ({ userId }) => this.#heard(userId));
    await bus.subscribe("account", everything, ({ userId }) => this.#heard(userId));
  }

  /** Whose token this is. Throws `auth.token_invalid`, `auth.token_expired` and `auth.suspended`. */
  async verify(token: string): Promise<Identity> {
    const before = this.#known.get(token);
    const known = before && this.#isFresh(before) ? before : await this.#read(token);
    if (known.expiresAtMs !== null && known.expiresAtMs <= this.#now().getTime()) {
      throw new Refusal("auth.token_expired", "This API token has expired; make another one.");
    }
    return known.identity;
  }

  #isFresh({ identity: { userId }, readAtMs, newsCount }: Known): boolean {
    if (this.#now().getTime() - readAtMs >= knownForMs) return false;
    return newsCount >= (this.#news.get(userId)?.count ?? 0);
  }

  #heard(userId: string): void {
    const nowMs = this.#now().getTime();
    for (const [id, { untilMs }] of this.#news) {
      if (untilMs > nowMs) break;
      this.#news.delete(id);
    }
    this.#newsCount += 1;
    this.#news.delete(userId);
    this.#news.set(userId, { count: this.#newsCount, untilMs: nowMs + knownForMs });
  }

  async #read(token: string): Promise<Known> {
    const [readAtMs, newsCount] = [this.#now().getTime(), this.#newsCount];
    const { rows } = await sql<Row>`
      SELECT t.id AS "tokenId", t.user_id AS "userId", t.scopes, t.expires_at AS "expiresAt",
        u.username, u.display_name AS "displayName", u.role,
        u.custom_role_id AS "customRoleId", ${isKeptOut("u")} AS "isSuspended"
      FROM api_tokens t JOIN users u ON u.id = t.user_id
      WHERE t.secret_hash = ${hashOf(token)}`.execute(this.#db);
    const [row] = rows;
    if (!row) {
      throw new Refusal("auth.token_invalid", "There is no such API token: it may be revoked.");
    }
    if (row.isSuspended) await refuseKeptOut(this.#db, row.userId);
    const expiresAtMs = row.expiresAt?.getTime() ?? null;
    const known = { identity: identityOf(row), expiresAtMs, readAtMs, newsCount };
    this.#known.add(token, known);
    return known;
  }
}

function identityOf({ tokenId, userId, username, displayName, scopes, ...row }: Row): Identity {
  const { role, customRoleId } = row;
  return {
    ...{ userId, sessionId: tokenId, username, displayName, role, customRoleId, scopes },
    ...{ awaitsConfirmation: false, awaitsApproval: false },
  };
}
