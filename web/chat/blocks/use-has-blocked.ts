import { useCallback } from "react";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

/** Whether I have blocked somebody; nobody writes events. */
export function useHasBlocked(): (userId: string | null) => boolean {
  const blocked = useObservable(useRoost().blocked);
  return useCallback((userId) => userId !== null && blocked.has(userId), [blocked]);
}
