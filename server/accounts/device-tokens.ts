import { hash } from "node:crypto";
import { limits } from "@roost/protocol/limits.ts";
import type { Identity } from "./identity.ts";
import type { Tokens } from "./tokens.ts";

/** The sign-in that a device belongs to. */
export type Device = Pick<Identity, "userId" | "sessionId">;

interface Known extends Device {
  untilMs: number;
}

/** Devices of a large node that were cut off and come back at the same moment. */
const MAX_KNOWN = 20_000;

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
  /** By digest; the oldest first. */
  readonly #known = new Map<string, Known>();

  constructor(tokens: Tokens, now: () => Date) {
    this.#tokens = tokens;
    this.#now = now;
  }

  /** Throws `auth.token_invalid` and `auth.token_expired`. */
  async verify(token: string): Promise<Device> {
    const digest = hash("sha256", token, "base64url");
    const known = this.#known.get(digest);
    if (known && this.#now().getTime() < known.untilMs) return known;
    const graceSeconds = limits.helloTokenGraceMs / 1_000;
    const { userId, sessionId, expiresAtMs } = await this.#tokens.verify(token, graceSeconds);
    if (this.#known.size >= MAX_KNOWN) this.#forgetOldest();
    const untilMs = expiresAtMs + limits.helloTokenGraceMs;
    const device = { userId, sessionId, untilMs };
    this.#known.set(digest, device);
    return device;
  }

  #forgetOldest(): void {
    for (const digest of this.#known.keys()) {
      this.#known.delete(digest);
      return;
    }
  }
}
