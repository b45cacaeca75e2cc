import { type ErrorCode, errors } from "@roost/protocol/errors.ts";

/** A request that cannot be carried out, for a reason that its sender is told. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: ErrorCode;
  /** A sentence that says what was wrong and what to do. */
  readonly detail: string;
  /** Set where the same request may succeed later. */
  readonly retryAfterMs: number | undefined;

  /** With `auth.second_factor_needed`: what the code is to be given with. */
  readonly challenge: string | undefined;

  constructor(code: ErrorCode, detail?: string, retryAfterMs?: number, challenge?: string) {
    super(`${code}: ${detail ?? errors[code].title}`);
    this.code = code;
    this.detail = detail ?? `${errors[code].title}.`;
    this.retryAfterMs = retryAfterMs;
    this.challenge = challenge;
  }
}
