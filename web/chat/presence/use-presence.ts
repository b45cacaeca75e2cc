import type { Presence } from "@roost/protocol/presence.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

/** How somebody can be met, as far as they show it; the server is asked while this is on the screen. */
export function usePresence(userId: string): Presence | null {
  return useObservable(useRoost().signals.presence(userId));
}
