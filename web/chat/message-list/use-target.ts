import type { Timeline, TimelineView } from "@roost/sdk";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useHistoryState } from "wouter/use-browser-location";
import { type Item, indexOfNumber } from "./items.ts";

const HIGHLIGHT_MS = 2_400;

/** A message so near in front of those that are loaded is reached by pages, so that they stay. */
const NEAR_MESSAGES = 200;

/** A place in the room: a message, or its end. */
type Goal = number | "end";

export interface Target {
  /** Goes to a message or to the end, whether that is loaded or not. */
  goTo: (goal: Goal) => void;
  /** The message to show for a moment, after it was reached. */
  highlighted: number | null;
  /** Still on the way. */
  seeking: Goal | null;
}

export interface Showing {
  items: readonly Item[];
  toIndex: (index: number) => void;
  toEnd: () => void;
}

/** Brings a place onto the screen that may not be loaded yet. */
export function useTarget(
  timeline: Timeline,
  view: TimelineView,
  { items, toIndex, toEnd }: Showing,
  initial: number | null,
): Target {
  const [wanted, setWanted] = useState<Goal | null>(initial);
  const askedFor = useRef<Goal | null>(null);
  const [highlighted, setHighlighted] = useState<number | null>(null);
  // Opening a panel changes the history too, but is no visit.
  const visit = useHistoryState<{ visit?: number } | null>()?.visit;
  const [lastVisit, setLastVisit] = useState(visit);
  if (visit !== lastVisit) {
    setLastVisit(visit);
    askedFor.current = null;
    setWanted(initial);
  }

  // Before the end of the list is painted.
  useLayoutEffect(() => {
    if (wanted === null || view.status !== "ready") return;
    const index = wanted === "end" ? -1 : indexOfNumber(items, wanted);
    if (wanted === "end" && !view.hasNewer) {
      toEnd();
      setWanted(null);
    } else if (index >= 0) {
      toIndex(index);
      setHighlighted(Number(wanted));
      setWanted(null);
    } else if (view.loading === null) {
      // A place that cannot be had is given up: what is there stays where it is. What failed before
      // anybody wanted to go there says nothing of it.
      const hasFailed = askedFor.current === wanted && view.failed !== null;
      if (hasFailed || !load(wanted, timeline, view)) setWanted(null);
      else askedFor.current = wanted;
    }
  }, [wanted, view, items, toIndex, toEnd, timeline]);

  useEffect(() => {
    if (highlighted === null) return;
    const timer = setTimeout(() => setHighlighted(null), HIGHLIGHT_MS);
    return () => clearTimeout(timer);
  }, [highlighted]);

  const goTo = useCallback((goal: Goal) => {
    askedFor.current = null;
    setWanted(goal);
  }, []);
  return { goTo, highlighted, seeking: wanted };
}

/** Asks for what brings a goal nearer; false where nothing does. */
function load(goal: Goal, timeline: Timeline, { messages, hasOlder, hasNewer }: TimelineView) {
  const first = messages[0]?.number ?? 0;
  if (goal === "end") timeline.loadNewest();
  else if (goal < first && !hasOlder) return false;
  else if (goal > first && !hasNewer) return false;
  else if (goal < first && first - goal <= NEAR_MESSAGES) timeline.loadOlder();
  else timeline.loadAround(goal);
  return true;
}
