import type { SignInOutcome, SignInWay } from "@roost/protocol/sign-in-history.ts";
import type { Logger } from "pino";
import { addressOf } from "../accounts/auth.ts";
import { preferredLanguage } from "../mail/languages.ts";
import { queueMail } from "../mail/queue-mail.ts";
import type { Db } from "../store/database.ts";
import { recordFailure, recordSignIn } from "./record.ts";

export interface SignInHistoryParts {
  db: Db;
  log: Logger;
  /** Whether this server has a mail server. */
  sendsMail: boolean;
  now(): Date;
}

/** Keeps who came in to an account and who was kept out, and tells its person of a sign-in from a new browser. */
export class SignInHistory {
  readonly #parts: SignInHistoryParts;
  readonly #writing = new Set<Promise<void>>();

  constructor(parts: SignInHistoryParts) {
    this.#parts = parts;
  }

  /** @param isKnown Whether the browser is one of theirs. */
  async cameIn(userId: string, way: SignInWay, headers: Headers, isKnown: boolean): Promise<void> {
    const { db, log, sendsMail, now } = this.#parts;
    const at = now();
    const isNew = await recordSignIn(db, { userId, way, headers, at }, isKnown);
    log.info({ userId, way, isNew }, "somebody signed in");
    if (!isNew || !sendsMail) return;
    const from = { address: addressOf(headers), userAgent: headers.get("user-agent") };
    const mail = { kind: "new-browser", userId, at: at.toISOString(), ...from } as const;
    await queueMail(db, mail, preferredLanguage(headers.get("accept-language")), at);
  }

  /** Is waited for by nobody: no time that it takes tells a stranger that there is such an account. */
  keptOut(
    userId: string,
    way: SignInWay,
    headers: Headers,
    outcome: Exclude<SignInOutcome, "signed-in">,
  ): void {
    const { db, log, now } = this.#parts;
    log.info({ userId, way, outcome }, "somebody was kept out");
    const writing = recordFailure(db, { userId, way, headers, at: now() }, outcome)
      .catch((err: unknown) => log.error({ err, userId }, "a failed sign-in could not be kept"))
      .finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }

  /** Waits until all is written. */
  async close(): Promise<void> {
    await Promise.all(this.#writing);
  }
}
