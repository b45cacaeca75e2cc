import type { Silence } from "@roost/protocol/sanctions.ts";
import { useEffect, useState } from "react";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

/** A timer of browsers cannot wait longer. */
const longestMs = 2 ** 31 - 1;

/** That I may read and not write, while that holds; the server decides, this is to say it before. */
export function useSilence(): Silence | null {
  const silence = useObservable(useRoost().silence).get("silence")?.value ?? null;
  const [now, setNow] = useState(Date.now);
  const end = silence?.until == null ? null : Date.parse(silence.until);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after the longest time there may be more to wait.
  useEffect(() => {
    if (end === null) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(end - Date.now(), longestMs));
    return () => clearTimeout(timer);
  }, [end, now]);
  return end !== null && end <= now ? null : silence;
}
