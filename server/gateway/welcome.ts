import type { Welcome } from "@roost/protocol/down.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { Me } from "@roost/protocol/user.ts";
import { features, PROTOCOL_VERSION } from "@roost/protocol/version.ts";
import type { SessionParts } from "./session-parts.ts";

/** The answer to a hello. */
export function welcomeOf(
  { receipts, emoji }: Pick<SessionParts, "receipts" | "emoji">,
  connectionId: string,
  me: Me,
): Welcome {
  return {
    type: "welcome",
    protocol: PROTOCOL_VERSION,
    connectionId,
    me,
    features: features.filter((name) => name !== "receipts" || receipts !== null),
    heartbeatIntervalMs: limits.heartbeatIntervalMs,
    heartbeatTimeoutMs: limits.heartbeatTimeoutMs,
    ...emoji.inWelcome,
  };
}
