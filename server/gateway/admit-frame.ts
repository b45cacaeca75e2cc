import type { Hello, UpFrame } from "@roost/protocol/up.ts";
import { type Actor, requireScope } from "../actor.ts";
import { isUse } from "./is-use.ts";
import { operationOf } from "./parse.ts";
import type { Visitor } from "./questions.ts";
import type { SessionParts } from "./session-parts.ts";

/**
 * Counts a frame, notes that the sign-in is used, and throws where it may not be carried out, whatever it says:
 * `request.rate_limited` and `auth.token_scope`.
 */
export function admitFrame(
  { rates, onUse }: Pick<SessionParts, "rates" | "onUse">,
  { userId, sessionId, scopes }: Visitor,
  network: string,
  frame: Exclude<UpFrame, Hello>,
): void {
  const operation = operationOf(frame);
  rates.take(operation, { userId, network });
  requireScope(scopes, operation);
  if (isUse(frame)) onUse(sessionId);
}

/** By what somebody who has said this hello is known. */
export function meansOf({ token }: Hello, visitor: Visitor | null): Actor["means"] {
  if (visitor && visitor.scopes !== null) return "api token";
  return token === undefined ? "session" : "token";
}
