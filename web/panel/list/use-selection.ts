import { useMemo, useState } from "react";

/** Rows that something is to be done with, by their keys. */
export interface Selection {
  keys: ReadonlySet<string>;
  has(key: string): boolean;
  set(keys: readonly string[], selected: boolean): void;
  clear(): void;
}

/** @param of What is listed: in another list, nothing is selected. */
export function useSelection(of: string): Selection {
  const [state, setState] = useState<{ of: string; keys: ReadonlySet<string> }>({
    of,
    keys: new Set(),
  });
  const keys = useMemo(() => (state.of === of ? state.keys : new Set<string>()), [state, of]);
  return useMemo(
    () => ({
      keys,
      has: (key) => keys.has(key),
      set(changed, selected) {
        const next = new Set(keys);
        for (const key of changed) {
          if (selected) next.add(key);
          else next.delete(key);
        }
        setState({ of, keys: next });
      },
      clear: () => setState({ of, keys: new Set() }),
    }),
    [keys, of],
  );
}
