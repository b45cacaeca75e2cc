import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import type { VirtualizerHandle } from "virtua";

export interface KeptPlace {
  /** To be told of every change of heights, before it is painted. */
  onResize: () => void;
  /** Ends the keeping: the movement is over, or another place is wanted. */
  release: () => void;
}

/**
 * From when rows come in above until that movement is over, the virtual list keeps the distance to
 * its end. What is on the screen then jumps when a row below it gets another height: because it is
 * measured for the first time, or because somebody edits it. This takes such jumps back.
 */
export function useKeptPlace(
  scroller: { readonly current: HTMLElement | null },
  list: RefObject<VirtualizerHandle | null>,
  items: readonly unknown[],
  shift: boolean,
): KeptPlace {
  const count = items.length;
  /** The last row on the screen, and how far it is from there to the end. */
  const kept = useRef<{ index: number; toEnd: number } | null>(null);

  const toEndFrom = useCallback(
    (index: number) => {
      const last = count - 1;
      const handle = list.current;
      if (handle === null) return 0;
      return handle.getItemOffset(last) + handle.getItemSize(last) - handle.getItemOffset(index);
    },
    [count, list],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows have other indexes.
  useLayoutEffect(() => {
    if (!shift && kept.current === null) return;
    const handle = list.current;
    if (handle === null || scroller.current === null) return;
    const { scrollTop, clientHeight } = scroller.current;
    const index = handle.findItemIndex(scrollTop + clientHeight + liftOf(handle));
    kept.current = { index, toEnd: toEndFrom(index) };
  }, [items, shift, toEndFrom, list, scroller]);

  const onResize = useCallback(() => {
    if (kept.current === null) return;
    const { index, toEnd } = kept.current;
    kept.current.toEnd = toEndFrom(index);
    const grown = kept.current.toEnd - toEnd;
    if (grown !== 0) scroller.current?.scrollBy({ top: -grown, behavior: "instant" });
  }, [toEndFrom, scroller]);

  const release = useCallback(() => {
    kept.current = null;
  }, []);

  return { onResize, release };
}

/**
 * How much higher up than they belong the rows are drawn, in pixels. On iOS the list does that until a
 * movement is over, rather than to scroll.
 */
export function liftOf(handle: VirtualizerHandle): number {
  return -handle.getItemOffset(0);
}
