import { useState } from "react";
import type { Entry } from "./entries.ts";

/**
 * The entry that Enter takes: the first, or the one that was pointed at. It stays the same when
 * people are found later and stand above it; other letters make it the first again.
 */
export function useActiveEntry(found: readonly Entry[], query: string) {
  const [kept, setKept] = useState<{ query: string; id: string } | null>(null);
  const known = kept?.query === query ? found.find(({ id }) => id === kept.id) : undefined;
  const active = known ?? found[0];
  // What is on the screen now is what Enter is meant for, whatever comes until it is pressed.
  if (active !== undefined && active !== known) setKept({ query, id: active.id });
  const setActive = (entry: Entry | undefined) => entry && setKept({ query, id: entry.id });
  return {
    active,
    setActive,
    /** Goes down, or up, over the ends. */
    move(by: 1 | -1) {
      const at = active === undefined ? -1 : found.indexOf(active);
      setActive(found[(at + by + found.length) % found.length]);
    },
  };
}
