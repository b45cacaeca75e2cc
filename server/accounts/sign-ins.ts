import type { SignInWithCode } from "@roost/protocol/accounts.ts";
import type { PasskeyQuestion, SignInWithPasskey } from "@roost/protocol/passkeys.ts";
import type { SignInWay } from "@roost/protocol/sign-in-history.ts";
import { sql } from "kysely";
import pLimit from "p-limit";
import type { Logger } from "pino";
import { preferredLanguage } from "../mail/languages.ts";
import { Refusal } from "../refusal.ts";
import type { SignInHistory } from "../sign-in-history/sign-in-history.ts";
import { addressOf, type Entered, type WithHeaders } from "./auth.ts";
import { countAttempt, makeChallenge, ownerOf, takeChallenge } from "./challenges.ts";
import { factorsOf, hasSecondFactor } from "./factors.ts";
import type { KnownBrowsers } from "./known-browsers.ts";
import type { OwnPage } from "./origin.ts";
import {
  isPasskeyChallenge,
  makePasskeyChallenge,
  passkeyChallengeMs,
} from "./passkey-challenges.ts";
import { knownAt } from "./passkeys.ts";
import { renewHash } from "./renew-hash.ts";
import type { PasswordParts } from "./require-password.ts";
import type { StartSession } from "./session-start.ts";
import { isStillPassword } from "./set-password.ts";
import { type Credential, checkPassword, findCredential, loginOf, type SignIn } from "./sign-in.ts";
import { type CodeParts, takeCode } from "./take-code.ts";
import { invalid, takePasskey } from "./take-passkey.ts";

const needed = "auth.second_factor_needed";
/**
 * So many passwords are looked at together. Were fifty people who sign in at once to ask the database at once, those who talk
 * would wait for it, and none of the fifty would be in earlier: the hashes take longest.
 */
const passwordsAtOnce = 4;
/** What a passkey signs in place of the password. */
const toSignIn = "to sign in";

export interface SignInsParts extends PasswordParts, CodeParts {
  log: Logger;
  startSession: StartSession;
  browsers: KnownBrowsers;
  history: Pick<SignInHistory, "keptOut">;
  /** Ends the session of a request with these headers. */
  endSession(headers: Headers): Promise<unknown>;
}

/** Signing in, in one step or in two. */
export class SignIns {
  readonly #parts: SignInsParts;
  readonly #inTurn = pLimit(passwordsAtOnce);

  constructor(parts: SignInsParts) {
    this.#parts = parts;
  }

  /**
   * Throws `auth.invalid_credentials`, and after many of those `request.rate_limited`, alike for a
   * wrong password and an unknown name. Where the account has a second factor, throws
   * `auth.second_factor_needed` with a challenge for `withCode`.
   */
  withPassword(body: SignIn, headers: Headers): Promise<WithHeaders<Entered>> {
    return this.#inTurn(() => this.#withPassword(body, headers));
  }

  async #withPassword(body: SignIn, headers: Headers): Promise<WithHeaders<Entered>> {
    const { db, now, startSession } = this.#parts;
    for (;;) {
      const credential = await this.#check(body, headers);
      const { userId } = credential;
      const isNeeded = await hasSecondFactor(db, userId);
      const challenge = isNeeded ? await makeChallenge(db, userId, now()) : undefined;
      const started = isNeeded ? null : await startSession(userId, "password", headers);
      if (await isStillPassword(db, credential)) {
        await this.#renewHash(credential, body.password);
        if (!started) throw new Refusal(needed, undefined, undefined, challenge);
        if (!(await hasSecondFactor(db, userId))) return started;
      }
      // The password was changed meanwhile or the second factor switched on, which has ended all sessions that there
      // were, or the hash was renewed.
      if (started) await this.#end(started);
    }
  }

  /**
   * Signs in with a code, who has given the password already. Throws `auth.challenge_over`, `auth.code_invalid`, and
   * after many of those `request.rate_limited`.
   */
  async withCode(body: SignInWithCode, headers: Headers): Promise<WithHeaders<Entered>> {
    const { challenge, code } = body;
    const language = preferredLanguage(headers.get("accept-language"));
    return this.#withChallenge(challenge, "code", headers, async (userId) => {
      if (!(await takeCode(this.#parts, userId, code, language))) {
        throw new Refusal("auth.challenge_over");
      }
    });
  }

  /**
   * What a passkey is asked to sign: any of this host, or behind the password one of its account. Throws
   * `auth.challenge_over`.
   */
  async passkeyQuestion(challenge: string | undefined, page: OwnPage): Promise<PasskeyQuestion> {
    const { db, secret, now } = this.#parts;
    const rpId = page.host;
    const options = { rpId, timeout: passkeyChallengeMs, userVerification: "required" } as const;
    if (challenge === undefined) {
      const own = makePasskeyChallenge(secret, toSignIn, now());
      return { options: { ...options, challenge: own, allowCredentials: [] }, app: false };
    }
    const userId = await ownerOf(db, challenge, now());
    if (userId === null) throw new Refusal("auth.challenge_over");
    const { app } = await factorsOf(db, userId);
    const allowCredentials = await knownAt(db, userId, page);
    return { options: { ...options, challenge, allowCredentials }, app };
  }

  /**
   * Signs in with a passkey, in place of the password or of a code behind it. Throws `auth.passkey_invalid` and
   * `auth.challenge_over`.
   */
  async withPasskey(
    { passkey, challenge }: SignInWithPasskey,
    page: OwnPage,
    headers: Headers,
  ): Promise<WithHeaders<Entered>> {
    const { db, secret, now, startSession } = this.#parts;
    if (challenge !== undefined) {
      return this.#withChallenge(challenge, "passkey", headers, async (userId) => {
        const owner = await takePasskey(this.#parts, passkey, page, (one) => one === challenge);
        if (owner !== userId) throw invalid();
      });
    }
    const userId = await takePasskey(this.#parts, passkey, page, (signed) =>
      isPasskeyChallenge(secret, toSignIn, signed, now()),
    );
    const started = await startSession(userId, "passkey", headers);
    const { rows } = await sql`
      SELECT FROM passkeys WHERE credential_id = ${passkey.id} AND user_id = ${userId}`.execute(db);
    if (rows.length > 0) return started;
    // It was removed meanwhile.
    await this.#end(started);
    throw invalid();
  }

  /** Signs in who has given the password, and gives the rest of it to `take`. */
  async #withChallenge(
    challenge: string,
    way: SignInWay,
    headers: Headers,
    take: (userId: string) => Promise<void>,
  ): Promise<WithHeaders<Entered>> {
    const { db, now, startSession, history } = this.#parts;
    const userId = await countAttempt(db, challenge, now());
    if (userId === null) throw new Refusal("auth.challenge_over");
    try {
      await take(userId);
    } catch (error) {
      if (isWrong(error)) history.keptOut(userId, way, headers, "wrong");
      throw error;
    }
    const started = await startSession(userId, way, headers);
    if (await takeChallenge(db, challenge)) return started;
    // Somebody else was in with it, or a new password was set, which has ended all sessions that there were.
    await this.#end(started);
    throw new Refusal("auth.challenge_over");
  }

  /** Whose account it is, and the hash by which the password was found right. Throws as `withPassword`. */
  async #check(body: SignIn, headers: Headers): Promise<Credential> {
    const { db, passwords, signInLimit, browsers, history } = this.#parts;
    const credential = await findCredential(db, body);
    const attempt = {
      login: loginOf(body),
      userId: credential?.userId ?? null,
      address: addressOf(headers),
      browser: browsers.read(headers),
    };
    try {
      return await signInLimit.guard(attempt, () =>
        checkPassword(passwords, credential, body.password),
      );
    } catch (error) {
      if (credential && isWrong(error)) {
        history.keptOut(credential.userId, "password", headers, "wrong");
      }
      throw error;
    }
  }

  async #renewHash(credential: Credential, password: string): Promise<void> {
    const { db, passwords, log } = this.#parts;
    await renewHash(db, passwords, credential, password).catch((err: unknown) => {
      const { userId } = credential;
      log.error({ err, userId }, "a password hash could not be renewed; the next sign-in will");
    });
  }

  async #end({ answer }: WithHeaders<Entered>): Promise<void> {
    await this.#parts.endSession(new Headers({ authorization: `Bearer ${answer.token}` }));
  }
}

/** Whether what was given is not that of the account, rather than refused unread. */
function isWrong(error: unknown): boolean {
  const wrong = ["auth.invalid_credentials", "auth.code_invalid", "auth.passkey_invalid"];
  return error instanceof Refusal && wrong.includes(error.code);
}
