import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import { liftOf, useKeptPlace } from "./use-kept-place.ts";

/** This near to the end counts as being there. */
const NEAR_END_PX = 48;
/** The next older page is asked for this early, so that nobody waits at the top. */
const LOAD_OLDER_PX = 1_600;

export interface Scroll {
  list: RefObject<VirtualizerHandle | null>;
  /** Whether the newest message is on the screen; then it stays there. */
  atEnd: boolean;
  toEnd: () => void;
  toIndex: (index: number, align: "start" | "center" | "nearest") => void;
  onScroll: (offset: number) => void;
  onScrollEnd: () => void;
  onResize: () => void;
}

/**
 * Keeps the end of the list on the screen while the reader is there, whatever grows or shrinks,
 * and leaves the place alone when they have scrolled up.
 */
export function useScroll(
  scroller: { readonly current: HTMLElement | null },
  items: readonly unknown[],
  shift: boolean,
  onNearTop: () => void,
): Scroll {
  const count = items.length;
  const list = useRef<VirtualizerHandle>(null);
  const pinned = useRef(true);
  const last = useRef({ offset: 0, extent: 0 });
  const [atEnd, setAtEnd] = useState(true);
  const { onResize: keepPlace, release } = useKeptPlace(scroller, list, items, shift);

  const pin = useCallback((value: boolean) => {
    pinned.current = value;
    setAtEnd(value);
  }, []);

  const showEnd = useCallback(() => {
    release();
    list.current?.scrollToIndex(count - 1, { align: "end" });
  }, [count, release]);

  const checkTop = useCallback(() => {
    // Asked of the element: the list learns of its own movements only with the next scroll event.
    const top = scroller.current?.scrollTop ?? 0;
    const lift = list.current ? liftOf(list.current) : 0;
    if (top + lift < LOAD_OLDER_PX) onNearTop();
  }, [scroller, onNearTop]);

  const onScroll = useCallback(
    (offset: number) => {
      const handle = list.current;
      if (handle === null) return;
      const extent = handle.scrollSize - handle.viewportSize;
      const before = last.current;
      last.current = { offset, extent };
      // Only a movement up leaves the end, and only of the reader: not one that the list makes
      // because something has another height now.
      if (extent - offset < NEAR_END_PX) pin(true);
      else if (offset < before.offset && extent === before.extent) pin(false);
      checkTop();
    },
    [checkTop, pin],
  );

  const onResize = useCallback(() => {
    const handle = list.current;
    if (handle === null) return;
    // With more space, the end may have come onto the screen without any scrolling.
    const distance = handle.scrollSize - handle.viewportSize - handle.scrollOffset;
    if (pinned.current) showEnd();
    else if (distance < NEAR_END_PX) pin(true);
    else keepPlace();
  }, [showEnd, pin, keepPlace]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows move the end.
  useLayoutEffect(() => {
    if (pinned.current) showEnd();
    checkTop();
  }, [items, showEnd, checkTop]);

  return {
    list,
    atEnd,
    toEnd: useCallback(() => {
      pin(true);
      showEnd();
    }, [pin, showEnd]),
    toIndex: useCallback(
      (index, align) => {
        pin(false);
        release();
        list.current?.scrollToIndex(index, { align });
      },
      [pin, release],
    ),
    onScroll,
    onScrollEnd: release,
    onResize,
  };
}
