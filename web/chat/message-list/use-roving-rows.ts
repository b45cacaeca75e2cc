import {
  type FocusEvent,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import type { Item } from "./items.ts";

export interface RovingRows {
  /** The row that the Tab key reaches. */
  activeKey: string | null;
  activeIndex: number;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  onBlur: (event: FocusEvent<HTMLElement>) => void;
}

/**
 * One row of the list is in the tab order; the arrow keys move from message to message. Rows that
 * are not drawn yet are scrolled to first and get the focus when they are there.
 */
export function useRovingRows(
  items: readonly Item[],
  container: { readonly current: HTMLElement | null },
  show: (index: number) => void,
  onLeave: () => void,
): RovingRows {
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const focusKey = useRef<string | null>(null);

  const chosen = items.findIndex((item) => item.key === chosenKey);
  const activeIndex = chosen >= 0 ? chosen : lastRow(items);
  const activeKey = items[activeIndex]?.key ?? null;

  useEffect(() => {
    if (focusKey.current === null || focusKey.current !== activeKey) return;
    focusKey.current = null;
    const row = container.current?.querySelector<HTMLElement>(`[data-key="${activeKey}"]`);
    row?.focus({ preventScroll: true });
  }, [activeKey, container]);

  const move = useCallback(
    (index: number) => {
      const key = items[index]?.key;
      if (key === undefined) return;
      focusKey.current = key;
      setChosenKey(key);
      show(index);
    },
    [items, show],
  );

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const onRow = event.target instanceof HTMLElement && event.target.dataset.key !== undefined;
    if (!onRow || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowUp") move(nextRow(items, activeIndex, -1));
    else if (event.key === "ArrowDown") move(nextRow(items, activeIndex, 1));
    else if (event.key === "Home") move(nextRow(items, -1, 1));
    else if (event.key === "End") move(lastRow(items));
    else if (event.key === "Escape") onLeave();
    else return;
    event.preventDefault();
  }

  const onFocus = useCallback(({ target }: FocusEvent<HTMLElement>) => {
    const key = target.closest<HTMLElement>("[data-key]")?.dataset.key;
    if (key !== undefined) setChosenKey(key);
  }, []);

  // Who comes back to the list starts at the newest message again.
  const onBlur = useCallback(({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
    if (!currentTarget.contains(relatedTarget)) setChosenKey(null);
  }, []);

  return { activeKey, activeIndex, onKeyDown, onFocus, onBlur };
}

const isRow = (item: Item | undefined) =>
  item?.kind === "message" || item?.kind === "pending" || item?.kind === "folded";

function nextRow(items: readonly Item[], from: number, step: 1 | -1): number {
  for (let index = from + step; index >= 0 && index < items.length; index += step) {
    if (isRow(items[index])) return index;
  }
  return from;
}

const lastRow = (items: readonly Item[]) => items.findLastIndex(isRow);
