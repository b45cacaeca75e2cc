import { guessHeight } from "./guess-height.ts";
import type { Item } from "./items.ts";

/** Layout is exact to a 64th of a pixel. */
const SAME_PX = 0.1;

/** How high the rows are, in pixels: as they were measured last, or as their text lets one guess. */
export class Heights {
  readonly #measured = new Map<string, number>();
  #guesses = new WeakMap<object, number>();
  #width = 0;

  /** Sets how wide the rows are. Returns whether they have other heights now. */
  setWidth(width: number): boolean {
    if (width === this.#width) return false;
    this.#width = width;
    this.#measured.clear();
    this.#guesses = new WeakMap();
    return true;
  }

  /** Measures a row that is drawn. Returns whether it has another height than before. */
  measure(row: HTMLElement): boolean {
    const key = row.dataset.row ?? "";
    const { height } = row.getBoundingClientRect();
    if (Math.abs((this.#measured.get(key) ?? -1) - height) < SAME_PX) return false;
    this.#measured.set(key, height);
    return true;
  }

  isMeasured(item: Item): boolean {
    return this.#measured.has(item.key);
  }

  of(item: Item): number {
    return this.#measured.get(item.key) ?? this.#guess(item);
  }

  #guess(item: Item): number {
    // Items are made anew with every change, what they show is not.
    const shown =
      item.kind === "message" ? item.message : item.kind === "pending" ? item.pending : item;
    let guess = this.#guesses.get(shown);
    if (guess === undefined) {
      guess = guessHeight(item, this.#width);
      this.#guesses.set(shown, guess);
    }
    return guess;
  }
}
