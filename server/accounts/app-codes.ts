import { randomBytes, timingSafeEqual } from "node:crypto";
import { base32 } from "@better-auth/utils/base32";
import { createOTP } from "@better-auth/utils/otp";
import { toForm } from "@roost/protocol/text.ts";

// The codes of authenticator apps: TOTP (RFC 6238) with what all of them know, SHA-1, six digits, half a minute.

const stepMs = 30_000;
/** Clocks differ: a code of so many steps before or after now is taken, too. */
const driftSteps = 1;
/** As long as the hash: RFC 4226 recommends it. */
const secretBytes = 20;

/** What an app makes its codes of, in base32 as people type it. */
export function newAppSecret(): string {
  return base32.encode(new Uint8Array(randomBytes(secretBytes)), { padding: false });
}

/**
 * The address that apps read from a QR code.
 *
 * @param issuer What the app calls the server.
 */
export function appUri(secret: string, issuer: string, username: string): string {
  return createOTP(base32.decode(secret)).url(issuer, username);
}

/** What was typed, as six digits; null where it is something else. */
export function digitsOf(typed: string): string | null {
  const digits = toForm(typed, "NFKC").replace(/[\s-]/g, "");
  return /^\d{6}$/.test(digits) ? digits : null;
}

/** The time steps around now whose code this is, the earliest first. Nearly always one, or none. */
export async function stepsOf(secret: string, digits: string, now: Date): Promise<number[]> {
  const codes = createOTP(base32.decode(secret));
  const current = Math.floor(+now / stepMs);
  const found: number[] = [];
  for (let step = current - driftSteps; step <= current + driftSteps; step++) {
    const code = await codes.hotp(step);
    if (timingSafeEqual(Buffer.from(code), Buffer.from(digits))) found.push(step);
  }
  return found;
}
