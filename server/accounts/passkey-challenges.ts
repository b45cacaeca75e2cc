import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../store/database.ts";

/** How long somebody may take, from the question of the page to their finger. */
export const passkeyChallengeMs = 10 * 60_000;
const randomLength = 16;
const timeLength = 8;
const bodyLength = randomLength + timeLength;

/**
 * Makes what a passkey is to sign. It is signed by the server, and not stored: each visit of the page to sign in takes
 * one, and strangers fill no table.
 *
 * @param purpose What it is good for, and for whom.
 */
export function makePasskeyChallenge(secret: string, purpose: string, now: Date): string {
  const time = Buffer.alloc(timeLength);
  time.writeBigUInt64BE(BigInt(+now + passkeyChallengeMs));
  const body = Buffer.concat([randomBytes(randomLength), time]);
  return Buffer.concat([body, signatureOf(secret, purpose, body)]).toString("base64url");
}

/** Whether it was made for this, and not too long ago. */
export function isPasskeyChallenge(
  secret: string,
  purpose: string,
  challenge: string,
  now: Date,
): boolean {
  const given = Buffer.from(challenge, "base64url");
  const [body, signature] = [given.subarray(0, bodyLength), given.subarray(bodyLength)];
  const expected = signatureOf(secret, purpose, body);
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return false;
  return Number(body.readBigUInt64BE(randomLength)) > +now;
}

/** Uses up what a passkey has signed. Of several at once, on whichever node, one gets it. */
export async function usePasskeyChallenge(
  transaction: Db,
  challenge: string,
  now: Date,
): Promise<boolean> {
  const hash = createHash("sha256").update(challenge).digest("base64url");
  const { rows } = await sql`
    INSERT INTO used_passkey_challenges (hash, expires_at)
    VALUES (${hash}, ${new Date(+now + passkeyChallengeMs)})
    ON CONFLICT (hash) DO NOTHING
    RETURNING hash`.execute(transaction);
  return rows.length > 0;
}

function signatureOf(secret: string, purpose: string, body: Buffer): Buffer {
  return createHmac("sha256", secret).update(`passkey ${purpose} `).update(body).digest();
}
