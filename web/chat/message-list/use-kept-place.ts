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

  const endOf = useCallback(
    (handle: VirtualizerHandle) => handle.getItemOffset(count - 1) + handle.getItemSize(count - 1),
    [count],
  );
  const toEndFrom = useCallback(
    (index: number) => {
      const handle = list.current;
      return handle === null ? 0 : endOf(handle) - handle.getItemOffset(index);
    },
    [endOf, list],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows have other indexes.
  useLayoutEffect(() => {
    if (!shift && kept.current === null) return;
    const handle = list.current;
    if (handle === null || scroller.current === null) return;
    const { scrollTop, clientHeight } = scroller.current;
    // On iOS, the list draws its rows higher up until the movement is over, rather than to scroll.
    const liftedBy = handle.scrollSize - endOf(handle);
    const index = handle.findItemIndex(scrollTop + clientHeight + liftedBy);
    kept.current = { index, toEnd: toEndFrom(index) };
  }, [items, shift, endOf, toEndFrom, list, scroller]);

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
