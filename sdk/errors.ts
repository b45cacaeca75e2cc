import type { ErrorCode } from "@roost/protocol/errors.ts";
import type { Problem } from "@roost/protocol/problem.ts";
import type { TextProblem } from "@roost/protocol/text.ts";

/** The server refused. `detail` is a sentence for people: what is wrong and the way out. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ErrorCode;
  readonly status: number;
  readonly detail: string;
  /** Where present: the same request may succeed after this time. */
  readonly retryAfterMs?: number;
  /** With `auth.second_factor_needed`: what `Accounts.signIn` takes with the code. */
  readonly challenge?: string;

  constructor(problem: Pick<Problem, "code" | "status" | "detail" | "retryAfterMs" | "challenge">) {
    super(problem.detail);
    this.code = problem.code;
    this.status = problem.status;
    this.detail = problem.detail;
    if (problem.retryAfterMs !== undefined) this.retryAfterMs = problem.retryAfterMs;
    if (problem.challenge !== undefined) this.challenge = problem.challenge;
  }
}

/** The server could not be reached, or what answered is not Roost. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
}

/** The session was signed out, revoked or has expired: somebody has to sign in again. */
export class SessionEnded extends Error {
  override readonly name = "SessionEnded";
}

/** A token, an answer or a stored message is of another person than the client acts for. */
export class OtherPerson extends Error {
  override readonly name = "OtherPerson";
  /** Whose it is; null where the server did not say. */
  readonly userId: string | null;

  constructor(userId: string | null) {
    super("Somebody else has signed in here. This client acts for one person, and stops.");
    this.userId = userId;
  }
}

/** A message body that no server would take; nothing was queued. */
export class TextRefused extends Error {
  override readonly name = "TextRefused";
  readonly code: TextProblem["code"];

  constructor(problem: TextProblem) {
    super(problem.detail);
    this.code = problem.code;
  }
}

/** A message of mine was refused for good, or discarded. */
export class SendFailed extends Error {
  override readonly name = "SendFailed";
  /** Absent when it was discarded. */
  readonly code?: ErrorCode;

  constructor(detail: string, code?: ErrorCode) {
    super(detail);
    if (code !== undefined) this.code = code;
  }
}

/** The connection stopped and will not come back by itself. */
export class ConnectionStopped extends Error {
  override readonly name = "ConnectionStopped";
}

/** Anything that was thrown, as an error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
