import { useCallback, useMemo, useState } from "react";
import { useHasBlocked } from "../blocks/use-has-blocked.ts";
import type { Folding, Item } from "./items.ts";

/** What is folded in a list, and how one of the folds is opened and closed. */
export function useFolding(): { folding: Folding; toggle: (item: Item) => void } {
  const hasBlocked = useHasBlocked();
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const folding = useMemo(() => ({ hasBlocked, opened }), [hasBlocked, opened]);
  const toggle = useCallback((item: Item) => {
    if (item.kind !== "folded") return;
    const numbers = item.messages.map(({ number }) => number);
    setOpened((before) => {
      const others = [...before].filter((number) => !numbers.includes(number));
      return new Set(item.isOpen ? others : [...others, ...numbers]);
    });
  }, []);
  return { folding, toggle };
}
