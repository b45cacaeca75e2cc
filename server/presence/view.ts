import type { Presence, PresenceState } from "@roost/protocol/presence.ts";
import type { StoredPresence } from "./stored.ts";

/** What the nodes say of somebody. */
export interface SeenPerson {
  userId: string;
  /** On each node where they are connected. */
  states: readonly PresenceState[];
  seenAtMs: number;
}

/** How somebody can be met, without what they hide. */
export function viewOf(
  { userId, states, seenAtMs }: SeenPerson,
  { status, doNotDisturbUntil }: StoredPresence,
  hidden: StoredPresence["hidden"],
): Presence {
  const nowMs = Date.now();
  const isShown = (part: StoredPresence["hidden"][number]) => !hidden.includes(part);
  const lasts = (until: string | null) => until === null || Date.parse(until) > nowMs;
  const state = states.includes("online") ? "online" : (states[0] ?? "offline");
  const wasSeen = state === "offline" && seenAtMs > 0 && isShown("state") && isShown("lastSeen");
  const isQuiet = doNotDisturbUntil !== null && lasts(doNotDisturbUntil);
  return {
    userId,
    ...(isShown("state") && { state }),
    ...(wasSeen && { lastSeenAt: new Date(seenAtMs).toISOString() }),
    ...(isQuiet && isShown("doNotDisturb") && { doNotDisturbUntil }),
    ...(status && lasts(status.until) && isShown("status") && { status }),
  };
}
