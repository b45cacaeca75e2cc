import type { Clock } from "./clock.ts";
import type { Person } from "./person.ts";

/** A token is renewed this long before its end, or after three quarters of a short life. */
const EARLY_MS = 60_000;
/** How long a token lives that does not say so. */
const UNKNOWN_LIFE_MS = 60_000;

/**
 * Keeps the token of one person: an API token as it is, or a signed one, of which it gets a new one in time, and never two
 * at once.
 */
export class Tokens {
  readonly #source: string | (() => Promise<string>);
  readonly #clock: Clock;
  readonly #person: Person;
  #cached: { token: string; renewAt: number } | null = null;
  #fetching: Promise<string> | null = null;

  /** @param source An API token, or what gets a signed one. */
  constructor(source: string | (() => Promise<string>), clock: Clock, person: Person) {
    this.#source = source;
    this.#clock = clock;
    this.#person = person;
  }

  /**
   * A token that stays valid for a while. Rejects with what the source rejects with, and with
   * `OtherPerson`.
   */
  get(): Promise<string> {
    const source = this.#source;
    if (typeof source === "string") return Promise.resolve(source);
    if (this.#cached && this.#clock.now() < this.#cached.renewAt) {
      return Promise.resolve(this.#cached.token);
    }
    this.#fetching ??= this.#fetch(source).finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  /**
   * A token that may have expired meanwhile: the gateway takes it as long as its session is open, so
   * that nobody who was cut off has to get a new one before they come back.
   */
  last(): Promise<string> {
    return this.#cached ? Promise.resolve(this.#cached.token) : this.get();
  }

  /** The server did not take this token; unless there is a newer one, the next is fetched. False where there is none. */
  drop(token: string): boolean {
    if (this.#cached?.token === token) this.#cached = null;
    return typeof this.#source !== "string";
  }

  async #fetch(source: () => Promise<string>): Promise<string> {
    const token = await source();
    const claims = claimsOf(token);
    if (typeof claims.sub === "string") this.#person.require(claims.sub);
    const lifeMs = lifeOf(claims);
    const renewAt = this.#clock.now() + Math.max(lifeMs - EARLY_MS, lifeMs * 0.75);
    this.#cached = { token, renewAt };
    return token;
  }
}

/** Milliseconds that a fresh token lives. The difference counts: clocks may disagree. */
function lifeOf({ exp, iat }: Claims): number {
  if (typeof exp !== "number" || typeof iat !== "number") return UNKNOWN_LIFE_MS;
  return Math.max(0, exp - iat) * 1_000;
}

interface Claims {
  sub?: unknown;
  exp?: unknown;
  iat?: unknown;
}

function claimsOf(token: string): Claims {
  const payload = token.split(".")[1] ?? "";
  try {
    const json: unknown = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    return typeof json === "object" && json !== null ? json : {};
  } catch {
    return {};
  }
}
