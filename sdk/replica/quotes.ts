import type { Quote } from "@roost/protocol/message.ts";
import { quoteOf } from "@roost/protocol/quote.ts";

/** R23: what is shown of the messages that those of a window reply to. */
export class WindowQuotes {
  readonly #quotes = new Map<number, Quote>();
  /** What is replied to and did not come along. */
  readonly #missing = new Set<number>();
  #all: ReadonlyMap<number, Quote> | null = null;

  get missing(): ReadonlySet<number> {
    return this.#missing;
  }

  /** A message is replied to. What is shown of it is in the window, came along, or has to be asked for. */
  want(number: number, held: Quote | undefined): void {
    if (held) this.put(held);
    else if (!this.#quotes.has(number)) this.#missing.add(number);
  }

  /** R4. */
  put(source: Quote): void {
    const held = this.#quotes.get(source.number);
    if (held && held.version >= source.version) return;
    this.#quotes.set(source.number, quoteOf(source));
    this.#missing.delete(source.number);
    this.#all = null;
  }

  /** A row passed by: it counts where somebody replies to it. */
  take(source: Quote): boolean {
    const { number } = source;
    if (!this.#quotes.has(number) && !this.#missing.has(number)) return false;
    this.put(source);
    return true;
  }

  /** Forgets what nobody replies to. */
  keep(numbers: ReadonlySet<number>): void {
    for (const number of this.#quotes.keys()) if (!numbers.has(number)) this.#quotes.delete(number);
    for (const number of this.#missing) if (!numbers.has(number)) this.#missing.delete(number);
    this.#all = null;
  }

  /** The same map until it changes. */
  list(): ReadonlyMap<number, Quote> {
    this.#all ??= new Map(this.#quotes);
    return this.#all;
  }
}
