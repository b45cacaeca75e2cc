import type { Timeline, TimelineView } from "@roost/sdk";
import { useCallback, useLayoutEffect, useRef, useState } from "react";

export interface OlderPages {
  /** True in the one render in which rows came in above. */
  shift: boolean;
  /** The numbers at which a page began. */
  boundaries: ReadonlySet<number>;
  /** Loads the next older page, unless there is none, or one is coming, or the last try failed. */
  loadOlder: () => void;
}

/** Watches the beginning of a timeline move towards older messages. */
export function useOlderPages(timeline: Timeline, view: TimelineView): OlderPages {
  const first = view.messages[0]?.number ?? null;
  const [boundaries, setBoundaries] = useState<ReadonlySet<number>>(new Set());
  if (first !== null && !boundaries.has(first)) setBoundaries(new Set([...boundaries, first]));

  const lastFirst = useRef(first);
  const shift = first !== null && lastFirst.current !== null && first < lastFirst.current;
  useLayoutEffect(() => {
    lastFirst.current = first;
  }, [first]);

  const mayLoad = view.status === "ready" && view.hasOlder && !view.loadingOlder && !view.error;
  const loadOlder = useCallback(() => {
    if (mayLoad) timeline.loadOlder();
  }, [mayLoad, timeline]);
  return { shift, boundaries, loadOlder };
}
