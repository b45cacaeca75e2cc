import type { UsedPasskey } from "@roost/protocol/passkeys.ts";
import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import { sql } from "kysely";
import type { Logger } from "pino";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import type { OwnPage } from "./origin.ts";
import { usePasskeyChallenge } from "./passkey-challenges.ts";

export interface TakeParts {
  db: Db;
  log: Logger;
  now(): Date;
}

interface StoredPasskey {
  userId: string;
  publicKey: Buffer<ArrayBuffer>;
  counter: number;
}

/** How a person is named to passkeys: what it is told again with each use of one. */
export const handleOf = (userId: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(userId.replaceAll("-", ""), "hex"));

/**
 * Takes what a passkey has signed, once, and notes its use.
 *
 * Throws `auth.passkey_invalid`, and `auth.challenge_over` where it has signed something else than was expected.
 *
 * @returns whose passkey it is.
 */
export async function takePasskey(
  parts: TakeParts,
  used: UsedPasskey,
  page: OwnPage,
  isExpected: (challenge: string) => boolean,
): Promise<string> {
  const { db, log, now } = parts;
  const stored = await find(db, used.id, page);
  if (!stored) throw unknown();
  const { userId } = stored;
  const signed = await verify(used, stored, page, isExpected);
  const outcome = await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ counter: number }>`
      SELECT counter FROM passkeys WHERE credential_id = ${used.id} FOR UPDATE`.execute(tx);
    const [row] = rows;
    if (!row) return unknown();
    if ((signed.counter > 0 || row.counter > 0) && signed.counter <= row.counter) return "copied";
    if (!(await usePasskeyChallenge(tx, signed.challenge, now()))) return over();
    await sql`
      UPDATE passkeys
      SET counter = ${signed.counter}, backed_up = ${signed.backedUp}, used_at = ${now()}
      WHERE credential_id = ${used.id}`.execute(tx);
    return null;
  });
  if (outcome === "copied") {
    log.warn({ userId }, "a passkey has counted backwards: there may be a copy of it");
    throw new Refusal(
      "auth.passkey_invalid",
      "This passkey was used elsewhere since, so there may be a copy of it. Sign in another way, and remove it in the settings.",
    );
  }
  if (outcome) throw outcome;
  return userId;
}

async function find(db: Db, credentialId: string, page: OwnPage): Promise<StoredPasskey | null> {
  const { rows } = await sql<StoredPasskey>`
    SELECT user_id AS "userId", public_key AS "publicKey", counter FROM passkeys
    WHERE credential_id = ${credentialId} AND rp_id = ${page.host}`.execute(db);
  return rows[0] ?? null;
}

interface Signed {
  challenge: string;
  counter: number;
  backedUp: boolean;
}

async function verify(
  used: UsedPasskey,
  { userId, publicKey }: StoredPasskey,
  page: OwnPage,
  isExpected: (challenge: string) => boolean,
): Promise<Signed> {
  const { userHandle, ...response } = used.response;
  if (userHandle !== undefined && userHandle !== toBase64url(handleOf(userId))) throw invalid();
  let challenge: string | null = null;
  let isOver = false;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...used, response, clientExtensionResults: {} },
      expectedChallenge(signed) {
        challenge = signed;
        isOver = !isExpected(signed);
        return !isOver;
      },
      expectedOrigin: page.origin,
      expectedRPID: page.host,
      requireUserVerification: true,
      // What it counted before is compared under the lock of its row.
      credential: { id: used.id, publicKey: new Uint8Array(publicKey), counter: 0 },
    });
    if (verified && challenge !== null) {
      const { newCounter, credentialBackedUp } = authenticationInfo;
      return { challenge, counter: newCounter, backedUp: credentialBackedUp };
    }
  } catch {
    // Each reason is one that only who has built it by hand gets to see.
    if (isOver) throw over();
  }
  throw invalid();
}

const toBase64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

export const over = () =>
  new Refusal("auth.challenge_over", "The question to the passkey is over; try it again.");

export const invalid = () =>
  new Refusal("auth.passkey_invalid", "What the passkey has signed does not belong here.");

const unknown = () =>
  new Refusal(
    "auth.passkey_invalid",
    "This passkey is not known here, or was removed. Sign in another way.",
  );
