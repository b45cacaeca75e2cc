import type { Timeline, TimelineView } from "@roost/sdk";
import { useCallback, useEffect, useState } from "react";
import { type Item, indexOfNumber } from "./items.ts";

const HIGHLIGHT_MS = 2_400;

export interface Target {
  /** Goes to a message, loading older pages until it is there. */
  goTo: (number: number) => void;
  /** The message to show for a moment, after it was reached. */
  highlighted: number | null;
  /** Still on the way. */
  seeking: boolean;
}

/** Brings a message onto the screen that may not be loaded yet. */
export function useTarget(
  timeline: Timeline,
  view: TimelineView,
  items: readonly Item[],
  show: (index: number) => void,
  initial: number | null,
): Target {
  const [wanted, setWanted] = useState(initial);
  const [highlighted, setHighlighted] = useState<number | null>(null);

  useEffect(() => {
    if (wanted === null || view.status !== "ready" || view.loadingOlder) return;
    const index = indexOfNumber(items, wanted);
    if (index >= 0) {
      show(index);
      setHighlighted(wanted);
      setWanted(null);
    } else if (view.hasOlder && view.error === null) {
      timeline.loadOlder();
    } else {
      setWanted(null);
    }
  }, [wanted, view, items, show, timeline]);

  useEffect(() => {
    if (highlighted === null) return;
    const timer = setTimeout(() => setHighlighted(null), HIGHLIGHT_MS);
    return () => clearTimeout(timer);
  }, [highlighted]);

  const goTo = useCallback((number: number) => setWanted(number), []);
  return { goTo, highlighted, seeking: wanted !== null };
}
