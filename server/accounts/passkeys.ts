import { passkeyLimits } from "@roost/protocol/passkey-limits.ts";
import type {
  ConfirmPasskey,
  Passkeys as ListOfPasskeys,
  Passkey,
  PasskeyToMake,
} from "@roost/protocol/passkeys.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { sql } from "kysely";
import type { Bus, SessionEnded } from "../bus/bus.ts";
import { preferredLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { Refusal } from "../refusal.ts";
import type { Db } from "../store/database.ts";
import { dropWhatIsLeft, hasSecondFactor } from "./factors.ts";
import type { OwnPage } from "./origin.ts";
import {
  isPasskeyChallenge,
  makePasskeyChallenge,
  passkeyChallengeMs,
  usePasskeyChallenge,
} from "./passkey-challenges.ts";
import { replaceRecoveryCodes } from "./recovery-codes.ts";
import {
  type Changer,
  changeAsPresent,
  isFresh,
  type PasswordParts,
  type PresentChanger,
  requireOpenSession,
} from "./require-password.ts";
import { endSessions, lockAccount } from "./set-password.ts";
import { handleOf, invalid, over } from "./take-passkey.ts";

/** What a passkey may sign with: Ed25519, ECDSA with P-256, RSA. The first that its device can do is taken. */
const algorithms = [-8, -7, -257];

export interface PasskeysParts extends PasswordParts {
  bus: Pick<Bus, "publish">;
  /** Of the server; it signs what passkeys are asked to sign. */
  secret: string;
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  /** What the server is called where a browser asks. */
  serverName: string;
  now(): Date;
}

interface Made {
  challenge: string;
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
  backedUp: boolean;
}

/** The passkeys of people: each is asked for in place of the password, or of a code behind it. */
export class Passkeys {
  readonly #parts: PasskeysParts;

  constructor(parts: PasskeysParts) {
    this.#parts = parts;
  }

  /** Those of a person, the oldest first. */
  async list(me: PresentChanger): Promise<ListOfPasskeys> {
    const { rows } = await sql<Omit<Passkey, "createdAt" | "usedAt"> & Times>`
      SELECT id, name, rp_id AS host, backed_up AS synced, created_at AS "createdAt", used_at AS "usedAt"
      FROM passkeys WHERE user_id = ${me.userId}
      ORDER BY created_at, id`.execute(this.#parts.db);
    const passkeys = rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      usedAt: row.usedAt?.toISOString() ?? null,
    }));
    return { passkeys, passwordNeeded: !isFresh(me, this.#parts.now()) };
  }

  /**
   * What a browser needs to make a passkey, which counts once `confirm` was given it, within ten minutes.
   *
   * Throws `auth.sign_in_again`, `auth.invalid_credentials`, `request.rate_limited`, `passkey.too_many`, and
   * `auth.passkey_invalid` where the server is open by an address of numbers, for which there are no passkeys.
   */
  async begin(
    me: PresentChanger,
    page: OwnPage,
    typed: string | undefined,
  ): Promise<PasskeyToMake> {
    const { secret, serverName, now } = this.#parts;
    requireHostName(page);
    const [known, displayName] = await changeAsPresent(this.#parts, me, typed, async (tx) => {
      await requireFew(tx, me.userId);
      const { userId } = me;
      return [await knownAt(tx, userId, page), await displayNameOf(tx, userId)] as const;
    });
    return {
      challenge: makePasskeyChallenge(secret, purposeOf(me), now()),
      rp: { id: page.host, name: serverName },
      user: {
        id: Buffer.from(handleOf(me.userId)).toString("base64url"),
        name: me.username,
        displayName,
      },
      pubKeyCredParams: algorithms.map((alg) => ({ alg, type: "public-key" })),
      timeout: passkeyChallengeMs,
      attestation: "none",
      authenticatorSelection: {
        ...{ residentKey: "required", requireResidentKey: true, userVerification: "required" },
      },
      excludeCredentials: known,
    };
  }

  /**
   * Takes a passkey that was made. The first second factor of an account comes with recovery codes, and ends all other
   * sessions: whoever else has the password may be in already.
   *
   * Throws `auth.challenge_over`, `auth.passkey_invalid`, `passkey.taken`, `passkey.too_many`, `text.…`.
   *
   * @returns the recovery codes, which nobody can read again; null where there was a second factor already.
   */
  async confirm(me: Changer, page: OwnPage, body: ConfirmPasskey): Promise<string[] | null> {
    const { db, bus, now } = this.#parts;
    const { userId } = me;
    const name = checkName(body.name);
    const made = await this.#verify(me, page, body.passkey);
    const { transports = [] } = body.passkey.response;
    let ended: SessionEnded[] = [];
    const codes = await db.transaction().execute(async (tx) => {
      await lockAccount(tx, userId);
      await requireOpenSession(tx, me);
      if (!(await usePasskeyChallenge(tx, made.challenge, now()))) throw over();
      await requireFew(tx, userId);
      const isFirst = !(await hasSecondFactor(tx, userId));
      const { rows } = await sql`
        INSERT INTO passkeys
          (user_id, name, credential_id, public_key, rp_id, counter, transports, backed_up, created_at)
        VALUES (${userId}, ${name}, ${made.credentialId}, ${Buffer.from(made.publicKey)},
          ${page.host}, ${made.counter}, ${transports}, ${made.backedUp}, ${now()})
        ON CONFLICT (credential_id) DO NOTHING
        RETURNING id`.execute(tx);
      if (rows.length === 0) throw new Refusal("passkey.taken");
      await this.#tell(tx, "passkey-added", me);
      if (!isFirst) return null;
      ended = await endSessions(tx, userId, me.sessionId);
      return replaceRecoveryCodes(tx, userId);
    });
    bus.publish(ended);
    return codes;
  }

  /** Throws `passkey.not_found`, `text.…`. */
  async rename({ userId }: Changer, id: string, typed: string): Promise<void> {
    const name = checkName(typed);
    const { rows } = await sql`
      UPDATE passkeys SET name = ${name} WHERE id = ${id} AND user_id = ${userId}
      RETURNING id`.execute(this.#parts.db);
    if (rows.length === 0) throw new Refusal("passkey.not_found");
  }

  /** With the last second factor of an account, its recovery codes go. Throws as `begin` does, and `passkey.not_found`. */
  async remove(me: PresentChanger, id: string, typed: string | undefined): Promise<void> {
    await changeAsPresent(this.#parts, me, typed, async (tx) => {
      const { rows } = await sql`
        DELETE FROM passkeys WHERE id = ${id} AND user_id = ${me.userId} RETURNING id`.execute(tx);
      if (rows.length === 0) throw new Refusal("passkey.not_found");
      await dropWhatIsLeft(tx, me.userId);
      await this.#tell(tx, "passkey-removed", me);
    });
  }

  async #verify(me: Changer, page: OwnPage, passkey: ConfirmPasskey["passkey"]): Promise<Made> {
    const { secret, now } = this.#parts;
    let challenge: string | null = null;
    let isOver = false;
    try {
      const { registrationInfo } = await verifyRegistrationResponse({
        response: {
          ...passkey,
          response: { ...passkey.response, transports: [] },
          clientExtensionResults: {},
        },
        expectedChallenge(signed) {
          challenge = signed;
          isOver = !isPasskeyChallenge(secret, purposeOf(me), signed, now());
          return !isOver;
        },
        expectedOrigin: page.origin,
        expectedRPID: page.host,
        requireUserVerification: true,
        supportedAlgorithmIDs: algorithms,
      });
      if (registrationInfo && challenge !== null) {
        const { credential, credentialBackedUp: backedUp } = registrationInfo;
        const { id: credentialId, publicKey, counter } = credential;
        return { challenge, credentialId, publicKey, counter, backedUp };
      }
    } catch {
      // Each reason is one that only who has built it by hand gets to see.
      if (isOver) throw over();
    }
    throw invalid();
  }

  async #tell(
    transaction: Db,
    kind: "passkey-added" | "passkey-removed",
    { userId, accepted }: Changer,
  ): Promise<void> {
    const { sendsMail, now } = this.#parts;
    if (sendsMail) {
      await queueMail(transaction, { kind, userId }, preferredLanguage(accepted), now());
    }
  }
}

interface Times {
  createdAt: Date;
  usedAt: Date | null;
}

/** The passkeys of somebody that sign in here, as a browser is told of them. */
export async function knownAt(
  db: Db,
  userId: string,
  page: OwnPage,
): Promise<PasskeyToMake["excludeCredentials"]> {
  const { rows } = await sql<{ id: string; transports: string[] }>`
    SELECT credential_id AS id, transports FROM passkeys
    WHERE user_id = ${userId} AND rp_id = ${page.host}
    ORDER BY created_at`.execute(db);
  return rows.map((row) => ({ ...row, type: "public-key" }));
}

/** Whoever has begun to add a passkey goes on with the session that did. */
const purposeOf = ({ userId, sessionId }: Changer) => `of ${userId} in ${sessionId}`;

function requireHostName({ host }: OwnPage): void {
  if (!/^[\d.]+$|^\[/.test(host)) return;
  throw new Refusal(
    "auth.passkey_invalid",
    `Passkeys belong to a name, and ${host} is a number; open the server by its name.`,
  );
}

async function requireFew(transaction: Db, userId: string): Promise<void> {
  const { rows } = await sql`SELECT FROM passkeys WHERE user_id = ${userId}`.execute(transaction);
  if (rows.length < passkeyLimits.passkeys) return;
  throw new Refusal(
    "passkey.too_many",
    `You have ${passkeyLimits.passkeys} passkeys; remove one that you do not use any more.`,
  );
}

async function displayNameOf(transaction: Db, userId: string): Promise<string> {
  const { rows } = await sql<{ displayName: string }>`
    SELECT display_name AS "displayName" FROM users WHERE id = ${userId}`.execute(transaction);
  return rows[0]?.displayName ?? "";
}

function checkName(typed: string): string {
  const name = normalizeLine(typed);
  const problem = checkLine(name, passkeyLimits.passkeyNameCharacters);
  if (problem) throw new Refusal(problem.code, `Name: ${problem.detail}`);
  return name;
}
