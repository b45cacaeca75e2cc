import { CustomRoleId, ServerRole } from "@roost/protocol/user.ts";
import { importJWK, type JWTHeaderParameters, errors as joseErrors, jwtVerify } from "jose";
import { sql } from "kysely";
import Type, { type Static } from "typebox";
import { Value } from "typebox/value";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { type Auth, tokenParty } from "./auth.ts";
import type { KnownRole } from "./current-roles.ts";
import type { Identity, TokenHolder } from "./identity.ts";
import { KnownTokens } from "./known-tokens.ts";

/** The one algorithm of our keys, and so of our tokens. */
const algorithm = "EdDSA";

/** Keys are read again for an unknown key id, but not more often than this. */
const minReloadIntervalMs = 5_000;

/** Held while a key is made. Any number will do. */
const keysLock = 7_668_003;

/** Clocks of nodes may differ by this much. */
const clockToleranceSeconds = 5;

/** What a token says besides the standard claims. */
const Claims = Type.Object({
  sub: Type.String(),
  sid: Type.String(),
  username: Type.String(),
  name: Type.String(),
  role: ServerRole,
  /** Left out where they have none. */
  customRole: Type.Optional(CustomRoleId),
  exp: Type.Number(),
});

type Claims = Static<typeof Claims>;

type PublicKey = Awaited<ReturnType<typeof importJWK>>;

export interface TokensParts {
  db: Db;
  auth: Auth;
  serverId: string;
  lifetimeSeconds: number;
  now?: () => Date;
}

/** Short-lived tokens, signed by this server and verified without its database. */
export class Tokens {
  readonly #parts: TokensParts;
  readonly #now: () => Date;
  #keys = new Map<string, PublicKey>();
  #reloadedAtMs = Number.NEGATIVE_INFINITY;
  #reloading: Promise<void> | null = null;
  /** What those say that requests came with: a device sends many with the same one. */
  readonly #known = new KnownTokens<Claims>();
  /** Sessions that ended, until the last of their tokens has expired by itself. */
  readonly #endedSessions = new Map<string, number>();
  /** Roles that changed, for as long as there may be tokens that say the one of before. */
  readonly #newRoles = new Map<string, { known: KnownRole; untilMs: number }>();

  constructor(parts: TokensParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /**
   * Loads the keys; the first start of a server makes one, and so does a changed secret. Of nodes
   * that start together one makes it: a key that another node does not know yet would sign tokens
   * that are refused there.
   */
  async load(): Promise<void> {
    const { db, auth } = this.#parts;
    await db.transaction().execute(async (lock) => {
      await sql`SELECT pg_advisory_xact_lock(${keysLock})`.execute(lock);
      await auth.api.getJwks();
      if (await this.#canSign()) return;
      await sql`DELETE FROM signing_keys`.execute(db);
      await auth.api.getJwks();
    });
    await this.#reload();
  }

  /** Signs a token for a session. */
  async mint(identity: TokenHolder): Promise<string> {
    const { token } = await this.#parts.auth.api.signJWT({
      body: {
        payload: {
          sub: identity.userId,
          sid: identity.sessionId,
          username: identity.username,
          name: identity.displayName,
          role: identity.role,
          ...(identity.customRoleId !== null && { customRole: identity.customRoleId }),
          iat: Math.floor(this.#now().getTime() / 1000),
        },
      },
    });
    return token;
  }

  /**
   * Whose token this is. Costs a signature the first time and no query, unless a key is unknown.
   *
   * @param graceSeconds How long ago the token may have expired.
   *
   * Throws `auth.token_invalid` and `auth.token_expired`.
   */
  async verify(token: string, graceSeconds = 0): Promise<Identity & { expiresAtMs: number }> {
    const claims = await this.#claimsOf(token, graceSeconds);
    if (this.#endedSessions.has(claims.sid)) {
      throw new Refusal("auth.token_expired", "The session of this token was signed out.");
    }
    return {
      userId: claims.sub,
      sessionId: claims.sid,
      scopes: null,
      username: claims.username,
      displayName: claims.name,
      ...(this.#newRoles.get(claims.sub)?.known ?? {
        ...{ role: claims.role, customRoleId: claims.customRole ?? null },
      }),
      awaitsConfirmation: false,
      awaitsApproval: false,
      expiresAtMs: claims.exp * 1_000,
    };
  }

  async #claimsOf(token: string, graceSeconds: number): Promise<Claims> {
    const known = this.#known.get(token);
    const graceMs = (clockToleranceSeconds + graceSeconds) * 1_000;
    if (known && this.#now().getTime() < known.exp * 1_000 + graceMs) return known;
    const party = tokenParty(this.#parts.serverId);
    const { payload } = await jwtVerify(token, (header) => this.#keyFor(header), {
      algorithms: [algorithm],
      issuer: party,
      audience: party,
      requiredClaims: ["exp"],
      clockTolerance: clockToleranceSeconds + graceSeconds,
      currentDate: this.#now(),
    }).catch((error: unknown) => {
      throw refusalFor(error);
    });
    if (!Value.Check(Claims, payload)) throw new Refusal("auth.token_invalid");
    const { sub, sid, username, name, role, customRole, exp } = payload;
    const claims = { sub, sid, username, name, role, ...(customRole && { customRole }), exp };
    // Of devices, `DeviceTokens` keeps less, for as long as they may come back.
    if (graceSeconds === 0) this.#known.add(token, claims);
    return claims;
  }

  /** Refuses the tokens of a session from now on. */
  endSession(sessionId: string): void {
    const nowMs = this.#now().getTime();
    for (const [id, untilMs] of this.#endedSessions) {
      if (untilMs > nowMs) break;
      this.#endedSessions.delete(id);
    }
    this.#endedSessions.set(sessionId, nowMs + this.#lastMs);
  }

  /** How long a token that is signed now is taken. */
  get #lastMs(): number {
    return (this.#parts.lifetimeSeconds + clockToleranceSeconds) * 1_000;
  }

  /** Has all tokens of a person stand for this role from now on, whatever they say. */
  setRole(userId: string, known: KnownRole): void {
    const nowMs = this.#now().getTime();
    for (const [id, { untilMs }] of this.#newRoles) {
      if (untilMs > nowMs) break;
      this.#newRoles.delete(id);
    }
    this.#newRoles.delete(userId);
    this.#newRoles.set(userId, { known, untilMs: nowMs + this.#lastMs });
  }

  /** False where the private key was encrypted with another secret than the present one. */
  async #canSign(): Promise<boolean> {
    try {
      await this.#parts.auth.api.signJWT({ body: { payload: {} } });
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === "BetterAuthError") return false;
      throw error;
    }
  }

  async #keyFor({ kid = "" }: JWTHeaderParameters): Promise<PublicKey> {
    const known = this.#keys.get(kid);
    if (known) return known;
    if (this.#now().getTime() - this.#reloadedAtMs >= minReloadIntervalMs) await this.#reload();
    const found = this.#keys.get(kid);
    if (!found) throw new joseErrors.JWKSNoMatchingKey();
    return found;
  }

  /** Reads the public keys. Whoever asks meanwhile waits for the same answer. */
  #reload(): Promise<void> {
    this.#reloading ??= this.#readKeys().finally(() => {
      this.#reloading = null;
    });
    return this.#reloading;
  }

  async #readKeys(): Promise<void> {
    const { rows } = await sql<{ id: string; public_key: string }>`
      SELECT id, public_key FROM signing_keys`.execute(this.#parts.db);
    const keys = rows.map(
      async (row): Promise<[string, PublicKey]> => [
        row.id,
        await importJWK(JSON.parse(row.public_key), algorithm),
      ],
    );
    this.#keys = new Map(await Promise.all(keys));
    this.#reloadedAtMs = this.#now().getTime();
  }
}

/** What is wrong with the token; anything else, such as a broken database, stays what it is. */
function refusalFor(error: unknown): unknown {
  if (error instanceof joseErrors.JWTExpired) {
    return new Refusal("auth.token_expired", "The token has expired; get a new one.");
  }
  if (error instanceof joseErrors.JOSEError) return new Refusal("auth.token_invalid");
  return error;
}
