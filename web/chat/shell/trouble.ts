import type { ConnectionStatus, ServerHealth } from "@roost/sdk";

/** What keeps messages from coming and going. */
export type Trouble = "offline" | "database" | "bus";

/** The worst that is the matter now; null where all is well. */
export function troubleOf(status: ConnectionStatus, health: ServerHealth): Trouble | null {
  if (isBroken(status)) return "offline";
  if (!health.database) return "database";
  return health.bus ? null : "bus";
}

function isBroken(status: ConnectionStatus): boolean {
  if (status.state === "waiting") return true;
  // The first attempt ever is loading, not reconnecting.
  return status.state === "connecting" && status.attempt > 1;
}
