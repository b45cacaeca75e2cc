import { limits } from "@roost/protocol/limits.ts";
import type { Identity } from "./identity.ts";
import { KnownTokens } from "./known-tokens.ts";
import type { Tokens } from "./tokens.ts";

/** The sign-in that a device belongs to. */
export type Device = Pick<Identity, "userId" | "sessionId" | "scopes">;

interface Known extends Device {
  untilMs: number;
}

/**
 * Tokens of devices that connect. Thousands that were cut off come back with the tokens that they
 * came with before: those are known by their digest and cost no signature.
 *
 * A token may have expired a while ago, since the gateway asks the store whether its session is open
 * still. So nobody who comes back has to get a new one first.
 */
export class DeviceTokens {
  readonly #tokens: Tokens;
  readonly #now: () => Date;
  readonly #known = new KnownTokens<Known>();

  constructor(tokens: Tokens, now: () => Date) {
    this.#tokens = tokens;
    this.#now = now;
  }

  /** Throws `auth.token_invalid` and `auth.token_expired`. */
  async verify(token: string): Promise<Device> {
    const known = this.#known.get(token);
    if (known && this.#now().getTime() < known.untilMs) return known;
    const graceSeconds = limits.helloTokenGraceMs / 1_000;
    const { userId, sessionId, scopes, expiresAtMs } = await this.#tokens.verify(
      token,
      graceSeconds,
    );
    const untilMs = expiresAtMs + limits.helloTokenGraceMs;
    const device = { userId, sessionId, scopes, untilMs };
    this.#known.add(token, device);
    return device;
  }
}
