import type { Heights } from "./heights.ts";
import type { Item } from "./items.ts";

export type Align = "start" | "center" | "end";

/**
 * Where in the list the reader is. It is told by a row and never by a distance from the top: that
 * changes whenever a row above is measured, or comes, or goes.
 */
export type Place =
  /** At the newest message, up to so many pixels, and at the next one when that comes. */
  | { at: "end"; gap: number }
  /** Wherever this row can be read. */
  | { at: "goal"; key: string; align: Align }
  /** This row stands so many pixels below the top of the screen. */
  | { at: "row"; key: string; top: number };

type Known = Pick<Heights, "of" | "isMeasured">;

/** The rows, one below the other. */
export interface Layout {
  items: readonly Item[];
  indexes: ReadonlyMap<string, number>;
  heights: Known;
  /** Each row's distance from the first, in pixels, and behind the last that of the end. */
  tops: readonly number[];
}

/** Rows are drawn this far beyond the screen, so that fast scrolling shows no gaps. */
const MARGIN_PX = 300;
/** A row that was never measured counts as no higher than this, when it is asked which rows fill the screen. */
const HIGHEST_GUESS_PX = 200;

export function layOut(
  items: readonly Item[],
  indexes: ReadonlyMap<string, number>,
  heights: Known,
): Layout {
  const tops = [0];
  let top = 0;
  for (const item of items) {
    top += heights.of(item);
    tops.push(top);
  }
  return { items, indexes, heights, tops };
}

/**
 * How far the list has to be scrolled for a place, in pixels, on a screen of this height. Null when
 * the row of the place is gone.
 */
export function positionOf(place: Place, layout: Layout, screen: number): number | null {
  const end = Math.max(0, topOf(layout, layout.items.length) - screen);
  if (place.at === "end") return Math.max(0, end - place.gap);
  const index = layout.indexes.get(place.key);
  if (index === undefined) return null;
  const top = topOf(layout, index);
  const position = top - (place.at === "row" ? place.top : offsetOf(place.align, index));
  return Math.min(Math.max(0, position), end);

  function offsetOf(align: Align, index: number): number {
    const room = screen - heightOf(layout, index);
    // Whatever does not fit is read from its beginning.
    if (room < 0 || align === "start") return 0;
    return align === "end" ? room : room / 2;
  }
}

/** The place of a list that is scrolled this far. */
export function placeAt(position: number, layout: Layout, screen: number): Place {
  const first = indexAt(layout, position);
  // The first row that begins on the screen. When the one before, cut off by the top, gets another
  // height, then out of sight.
  for (let index = first; topOf(layout, index) < position + screen; index++) {
    if (index >= layout.items.length) break;
    if (topOf(layout, index) >= position && isLasting(layout.items[index])) return rowAt(index);
  }
  for (let index = first; index >= 0; index--) {
    if (isLasting(layout.items[index])) return rowAt(index);
  }
  return { at: "end", gap: 0 };

  function rowAt(index: number): Place {
    const { key } = layout.items[index] as Item;
    return { at: "row", key, top: topOf(layout, index) - position };
  }
}

/** Where to bring a row that may be on the screen already; null when it is. */
export function nearestAlign(
  index: number,
  position: number,
  layout: Layout,
  screen: number,
): Align | null {
  if (topOf(layout, index) < position) return "start";
  return topOf(layout, index + 1) > position + screen ? "end" : null;
}

/** The first and the last row to draw. */
export function rowsAround(
  position: number,
  layout: Layout,
  screen: number,
): { first: number; last: number } {
  const start = indexAt(layout, position);
  let first = start;
  for (let above = 0; first > 0 && above < MARGIN_PX; ) above += assumedHeight(layout, --first);
  let last = start;
  let below = topOf(layout, start) + assumedHeight(layout, start) - position;
  while (last < layout.items.length - 1 && below < screen + MARGIN_PX) {
    below += assumedHeight(layout, ++last);
  }
  return { first, last };
}

/** Rows that stay when others come in above; days and the divider may go elsewhere. */
function isLasting(item: Item | undefined): boolean {
  return ["message", "pending", "events", "folded"].includes(item?.kind ?? "");
}

const topOf = ({ tops }: Layout, index: number) => tops[index] ?? tops[tops.length - 1] ?? 0;

const heightOf = (layout: Layout, index: number) => topOf(layout, index + 1) - topOf(layout, index);

function assumedHeight(layout: Layout, index: number): number {
  const item = layout.items[index];
  const height = heightOf(layout, index);
  return item && layout.heights.isMeasured(item) ? height : Math.min(height, HIGHEST_GUESS_PX);
}

/** The row that covers a position. */
function indexAt({ items, tops }: Layout, position: number): number {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
