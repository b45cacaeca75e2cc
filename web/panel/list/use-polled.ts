import { useCallback, useEffect, useEffectEvent, useState } from "react";
import { type Fetched, useFetched } from "./use-fetched.ts";

/** Asks again and again, while the page is in sight; what was there before stays meanwhile. */
export function usePolled<Value>(ask: () => Promise<Value>, everyMs: number): Fetched<Value> {
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks anew.
  const asked = useCallback(() => ask(), [ask, round]);
  const fetched = useFetched(asked);
  const next = useEffectEvent(() => {
    if (!document.hidden && !fetched.isLoading) setRound((before) => before + 1);
  });
  useEffect(() => {
    const timer = setInterval(next, everyMs);
    document.addEventListener("visibilitychange", next);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", next);
    };
  }, [everyMs]);
  return fetched;
}
