import type { Place } from "@roost/protocol/person.ts";

/** That a position was reached by what stands up to a number. */
interface Reached {
  number: number;
  readNumber: number;
}

/**
 * R10: how far I have read in a room. It follows from what I said, which is a row of my log, and from
 * what I wrote, which the room's own log tells.
 */
export class ReadPosition {
  /** Of the row of my log that is known. */
  #version = -1;
  #said = 0;
  #setAt = -1;
  /** What moved the position behind `#setAt`, by number; none of them is outdone by a later one. */
  #reached: Reached[] = [];
  #seenUpTo = 0;
  /** What was marked here. */
  #marked = 0;

  /** Up to here the server knows that I have read. */
  get confirmed(): number {
    return Math.max(this.#said, this.#reached[0]?.readNumber ?? 0);
  }

  get number(): number {
    return Math.max(this.confirmed, this.#marked);
  }

  /** Read here; the server is to be told. */
  mark(number: number): void {
    this.#marked = Math.max(this.#marked, number);
  }

  /** The room was seen with this position, in which all counts that I wrote up to a number. */
  seen(upTo: number, readNumber: number): void {
    this.#seenUpTo = Math.max(this.#seenUpTo, upTo);
    this.#reach(upTo, readNumber);
  }

  /** I wrote a message, with all read up to another. */
  wrote(number: number, readNumber: number): void {
    if (number > this.#seenUpTo) this.#reach(number, readNumber);
  }

  /** The server said so in an answer. */
  told(readNumber: number): void {
    this.#reach(readNumber, readNumber);
  }

  /**
   * R4: a row of my log. It may set the position back, or begin it anew behind what was marked here and may
   * have been heard by the server before that: then the mark does not count.
   */
  take({ version, readNumber, setAt }: Place): void {
    if (version <= this.#version) return;
    const before = this.confirmed;
    const isAnew = setAt > this.#setAt && setAt >= this.#marked;
    this.#version = version;
    this.#said = readNumber;
    this.#setAt = setAt;
    this.#reached = this.#reached.filter(({ number }) => number > setAt);
    if (isAnew || this.confirmed < before) this.#marked = 0;
  }

  #reach(number: number, readNumber: number): void {
    const isOutdone = (by: Reached, one: Reached) =>
      by.number >= one.number && by.readNumber >= one.readNumber;
    const next = { number, readNumber };
    if (number <= this.#setAt || this.#reached.some((one) => isOutdone(one, next))) return;
    const rest = this.#reached.filter((one) => !isOutdone(next, one));
    this.#reached = [...rest, next].sort((a, b) => a.number - b.number);
  }
}
