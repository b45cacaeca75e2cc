import type { ErrorCode } from "@roost/protocol/errors.ts";
import type { CloseReason } from "./connection.ts";

/** How the connection of somebody is closed who is not let in. */
export function closingFor(code: ErrorCode): CloseReason {
  if (code === "auth.origin_forbidden") return "originForbidden";
  // Another token would not help.
  return code === "address.banned" ? "sessionEnded" : "tokenRejected";
}
