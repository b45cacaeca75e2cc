import type { Timeline, TimelineView } from "@roost/sdk";
import { useCallback, useState } from "react";

export interface MoreMessages {
  /** The numbers at which a page began. */
  boundaries: ReadonlySet<number>;
  /** Loads the next older page, unless there is none, or one is coming, or the last try failed. */
  loadOlder: () => void;
  /** As above, the next newer one. */
  loadNewer: () => void;
}

/** What is behind the two ends of a timeline. */
export function useMoreMessages(timeline: Timeline, view: TimelineView): MoreMessages {
  const first = view.messages[0]?.number ?? null;
  const [boundaries, setBoundaries] = useState<ReadonlySet<number>>(new Set());
  if (first !== null && !boundaries.has(first)) setBoundaries(new Set([...boundaries, first]));

  const mayLoad = view.status === "ready" && view.loading === null && view.failed === null;
  const mayLoadOlder = mayLoad && view.hasOlder;
  const mayLoadNewer = mayLoad && view.hasNewer;
  const loadOlder = useCallback(() => {
    if (mayLoadOlder) timeline.loadOlder();
  }, [mayLoadOlder, timeline]);
  const loadNewer = useCallback(() => {
    if (mayLoadNewer) timeline.loadNewer();
  }, [mayLoadNewer, timeline]);
  return { boundaries, loadOlder, loadNewer };
}
