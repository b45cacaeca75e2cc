import {
  type KeyboardEvent,
  type TouchEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  type WheelEvent,
} from "react";
import { flushSync } from "react-dom";
import { Heights } from "./heights.ts";
import type { Item } from "./items.ts";
import { layOut, nearestAlign, type Place, placeAt, positionOf, rowsAround } from "./place.ts";
import { useResizes } from "./use-resizes.ts";

/** This near to the end counts as being there. */
const NEAR_END_PX = 48;
/** The next older page is asked for this early, so that nobody waits at the top. */
const LOAD_OLDER_PX = 1_600;
/** And the next newer one, where the list does not go up to the newest message. */
const LOAD_NEWER_PX = 800;
/** A movement is over when nothing moved for so long. */
const SETTLE_MS = 150;

/** There, to scroll a list by program ends the movement that a finger gave it. */
const isIos =
  /iP(hone|ad|od)/.test(navigator.userAgent) ||
  (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 0);

/** What is behind the ends of the list. */
export interface Beyond {
  /** The end of the list is not that of the room. */
  hasNewer: boolean;
  loadOlder: () => void;
  loadNewer: () => void;
}

/**
 * Draws the rows that are on the screen, and keeps the reader's place in the list (`place.ts`),
 * whatever grows, shrinks, comes or goes. Rows are measured in the commit that draws them, and put
 * where they belong before anything is painted, so nobody sees what was guessed.
 */
export function useScroll(
  scroller: { readonly current: HTMLElement | null },
  items: readonly Item[],
  { hasNewer, loadOlder, loadNewer }: Beyond,
) {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const [atEnd, setAtEnd] = useState(true);
  const [farFromEnd, setFarFromEnd] = useState(false);
  const [heights] = useState(() => new Heights());
  const content = useRef<HTMLDivElement>(null);
  const place = useRef<Place>({ at: "end", gap: 0 });
  /** The height of the list on the screen that was drawn for. */
  const screen = useRef(0);
  /** How far the list was scrolled when that was last looked at: what differs is the reader's doing. */
  const seen = useRef(0);
  /** How much higher than they belong the rows are drawn, in pixels: on iOS, until a movement is over. */
  const lift = useRef(0);
  /** Where the finger is that touches the list. */
  const finger = useRef<number | null>(null);
  /** Another place was asked for, whatever the reader does. */
  const asked = useRef(false);
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);

  const placedItems = useRef(items);
  if (placedItems.current !== items) {
    placedItems.current = items;
    if (place.current.at === "end") place.current = { at: "end", gap: 0 };
  }
  const indexes = useMemo(() => new Map(items.map((item, index) => [item.key, index])), [items]);
  const layout = layOut(items, indexes, heights);
  const wanted = positionOf(place.current, layout, screen.current);
  const position = wanted ?? seen.current + lift.current;
  if (wanted === null) place.current = placeAt(position, layout, screen.current);
  const { first, last } = rowsAround(position, layout, screen.current);
  const latest = useRef({ layout, first, last });

  useLayoutEffect(() => {
    latest.current = { layout, first, last };
    const element = scroller.current;
    // A list that is not shown has no place.
    if (element === null || content.current === null || element.clientHeight === 0) return;
    let changed = element.clientHeight !== screen.current;
    screen.current = element.clientHeight;
    changed = heights.setWidth(content.current.clientWidth) || changed;
    for (const row of content.current.children) {
      changed = heights.measure(row as HTMLElement) || changed;
    }
    if (changed) return draw();

    // The reader's doing, or that of a field that took the focus, of which no event has told yet. At
    // the very end, the browser may have moved the list by itself: there was less to show.
    const moved = element.scrollTop - seen.current;
    if (!asked.current && Math.abs(moved) > 1 && distanceToEnd(element) >= 1) {
      move(element, moved > 0);
      return draw();
    }
    asked.current = false;
    const lifted =
      isIos && isMoving() && place.current.at === "row" ? position - element.scrollTop : 0;
    if (lifted === 0) scrollTo(element, position);
    seen.current = element.scrollTop;
    if (lifted !== lift.current) {
      lift.current = lifted;
      return draw();
    }
    if (place.current.at === "goal") place.current = placeAt(position, layout, screen.current);
    look(element);
  });

  const distanceToEnd = (element: HTMLElement) =>
    element.scrollHeight - element.clientHeight - element.scrollTop - lift.current;

  /** Whoever is there stays with the newest message: where that is not loaded, nobody is. */
  const isNearEnd = (gap: number) => gap < NEAR_END_PX && !hasNewer;

  const isMoving = () => finger.current !== null || settling.current !== undefined;

  function look(element: HTMLElement) {
    const gap = Math.max(0, distanceToEnd(element));
    if (!isMoving() && isNearEnd(gap)) place.current = { at: "end", gap };
    const isAtEnd = place.current.at === "end";
    setAtEnd(isAtEnd && !hasNewer);
    setFarFromEnd(hasNewer || gap >= NEAR_END_PX);
    if (element.scrollTop + lift.current < LOAD_OLDER_PX) loadOlder();
    else if (!isAtEnd && gap < LOAD_NEWER_PX) loadNewer();
  }

  /** The reader moves the list, or is about to: their place is where they leave it. Draws nothing. */
  function move(element: HTMLElement, down: boolean) {
    seen.current = element.scrollTop;
    const gap = Math.max(0, distanceToEnd(element));
    const position = element.scrollTop + lift.current;
    if (down && isNearEnd(gap)) place.current = { at: "end", gap };
    else place.current = placeAt(position, latest.current.layout, screen.current);
    settleLater();
  }

  function settleLater() {
    clearTimeout(settling.current);
    settling.current = setTimeout(() => {
      settling.current = undefined;
      const element = scroller.current;
      content.current?.style.removeProperty("pointer-events");
      if (element === null || finger.current !== null) return;
      if (lift.current === 0) look(element);
      else draw();
    }, SETTLE_MS);
  }
  useEffect(() => () => clearTimeout(settling.current), []);

  function onScroll() {
    const element = scroller.current;
    if (element === null) return;
    const moved = element.scrollTop - seen.current;
    // Less is what the browser rounds.
    if (Math.abs(moved) <= 1) return;
    // Where the end is, nothing but the end was asked for: or it came by itself, with more space.
    follow(element, moved > 0 || distanceToEnd(element) < 1);
    // Rows that pass under the pointer are not meant.
    content.current?.style.setProperty("pointer-events", "none");
  }

  function follow(element: HTMLElement, down: boolean) {
    move(element, down);
    const position = element.scrollTop + lift.current;
    const rows = rowsAround(position, latest.current.layout, screen.current);
    const drawn = latest.current;
    if (rows.first < drawn.first || rows.last > drawn.last) flushSync(draw);
    else look(element);
  }

  /**
   * The wheel, a finger or a key says where the reader wants to go. The list may have moved by then:
   * browsers scroll beside the page.
   */
  function hear(up: boolean) {
    const element = scroller.current;
    if (element !== null && up && element.scrollTop > 0) follow(element, false);
  }

  const watch = useResizes((elements) => {
    const list = scroller.current;
    const changed = elements.some(
      (element) => element === list || heights.measure(element as HTMLElement),
    );
    if (changed) flushSync(draw);
  });
  useLayoutEffect(() => watch(scroller.current), [watch, scroller]);

  return {
    /** For the element around all rows. */
    content,
    /** The height of all rows, in pixels. */
    height: layout.tops[items.length] ?? 0,
    /** The rows to draw, with those at `kept` wherever they are, and their distances from the first. */
    rows: (kept: readonly number[]) =>
      items.flatMap((item, index) =>
        (index >= first && index <= last) || kept.includes(index)
          ? { item, top: (layout.tops[index] ?? 0) - lift.current }
          : [],
      ),
    /** The ref of each row. */
    watch,
    /** Whether the newest message is on the screen, and the next one will be. */
    atEnd,
    /** The same as of now: the reader may have gone since the list was drawn. */
    isAtEnd: useCallback(() => place.current.at === "end", []),
    /** Whether there is a way to go to the end. */
    farFromEnd,
    toEnd: useCallback(() => {
      place.current = { at: "end", gap: 0 };
      asked.current = true;
      draw();
    }, []),
    toIndex: useCallback((index: number, align: "center" | "nearest") => {
      const { layout } = latest.current;
      const key = layout.items[index]?.key;
      const position = seen.current + lift.current;
      const found =
        align === "nearest" ? nearestAlign(index, position, layout, screen.current) : align;
      if (key === undefined || found === null) return;
      place.current = { at: "goal", key, align: found };
      asked.current = true;
      draw();
    }, []),
    /** For the element that scrolls. */
    handlers: {
      onScroll,
      onWheel: ({ deltaY, ctrlKey }: WheelEvent) => hear(deltaY < 0 && !ctrlKey),
      onTouchStart: ({ touches }: TouchEvent) => {
        finger.current = touches[0]?.clientY ?? 0;
      },
      onTouchMove: ({ touches }: TouchEvent) => {
        const y = touches[0]?.clientY ?? 0;
        hear(y > (finger.current ?? y));
        finger.current = y;
      },
      onTouchEnd: endTouch,
      onTouchCancel: endTouch,
      onKeyDownCapture: ({ key, shiftKey }: KeyboardEvent) =>
        hear(key === "PageUp" || (key === " " && shiftKey)),
    },
  };

  function endTouch() {
    finger.current = null;
    settleLater();
  }
}

function scrollTo(element: HTMLElement, position: number) {
  const by = position - element.scrollTop;
  if (Math.abs(by) >= 0.5) element.scrollBy({ top: by, behavior: "instant" });
}
