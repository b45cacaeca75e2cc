import type { MessagesPage } from "@roost/protocol/http.ts";
import type { Message } from "@roost/protocol/message.ts";

/** How a row met the window. */
export type Met = "changed" | "unchanged" | "outside" | "hole";

type Page = Pick<MessagesPage, "messages" | "first" | "last">;

/**
 * A range of the numbers of a room, and all messages of a timeline in it, in the order of their numbers.
 * What stands in another timeline of the room, such as a thread, is in the range and not among the messages.
 * Rows are replaced by newer ones (R4).
 */
export class MessageWindow {
  /** The room goes on behind the range: rows that pass do not extend it (R13). */
  hasNewer = false;
  readonly #belongs: (message: Message) => boolean;
  #messages: Message[] = [];
  #first = 1;
  #last = 0;

  /** @param belongs Whether a message of the room stands in this timeline. */
  constructor(belongs: (message: Message) => boolean) {
    this.#belongs = belongs;
  }

  /** The number with which the range begins. */
  get first(): number {
    return this.#first;
  }

  /** The number with which it ends; below `first` where it is empty. */
  get last(): number {
    return this.#last;
  }

  /** The number of the message in the middle. */
  get middle(): number {
    return this.#messages[Math.floor(this.#messages.length / 2)]?.number ?? this.#first;
  }

  get length(): number {
    return this.#messages.length;
  }

  /** Whether the range has a number. */
  has(number: number): boolean {
    return number >= this.#first && number <= this.#last;
  }

  /** Whether a message is in it, or would be when it comes. */
  covers(number: number): boolean {
    return number >= this.#first && (number <= this.#last || !this.hasNewer);
  }

  get(number: number): Message | undefined {
    const message = this.#messages[this.#indexOf(number)];
    return message?.number === number ? message : undefined;
  }

  /** A copy that later changes do not touch. */
  list(): readonly Message[] {
    return this.#messages.slice();
  }

  clear(): void {
    this.#messages = [];
    [this.#first, this.#last] = [1, 0];
  }

  /** Starts anew with a page. */
  open(page: Page): void {
    this.#messages = this.#of(page);
    this.#first = page.first ?? page.messages[0]?.number ?? 1;
    this.#last = lastOf(page) ?? this.#first - 1;
  }

  /** Puts an older page in front: it ends where the range begins. */
  prepend(page: Page): void {
    this.#messages = [...this.#of(page), ...this.#messages];
    this.#first = page.first ?? page.messages[0]?.number ?? this.#first;
  }

  /** Puts a newer page behind: it begins where the range ends. */
  append(page: Page): void {
    this.#messages.push(...this.#of(page));
    this.#last = Math.max(this.#last, lastOf(page) ?? 0);
  }

  /** R13. */
  take(message: Message): Met {
    const { number } = message;
    if (number < this.#first || (this.hasNewer && number > this.#last)) return "outside";
    if (number > this.#last + 1) return "hole";
    this.#last = Math.max(this.#last, number);
    if (!this.#belongs(message)) return "unchanged";
    const index = this.#indexOf(number);
    const held = this.#messages[index];
    if (held?.number !== number) this.#messages.splice(index, 0, message);
    else if (held.version >= message.version) return "unchanged";
    else this.#messages[index] = message;
    return "changed";
  }

  /** Drops the oldest; returns whether there were more than that. */
  keepNewest(count: number): boolean {
    const surplus = this.#messages.length - count;
    if (surplus <= 0) return false;
    this.#messages = this.#messages.slice(surplus);
    this.#first = this.#messages[0]?.number ?? this.#last + 1;
    return true;
  }

  /** Servers of before have all messages of the room on their pages. */
  #of({ messages }: Page): Message[] {
    return messages.filter(this.#belongs);
  }

  /** Where a message is, or would be. */
  #indexOf(number: number): number {
    let [low, high] = [0, this.#messages.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#messages[middle] as Message).number < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Up to where a page reaches, as far as it says so. */
function lastOf({ messages, last }: Page): number | undefined {
  return last ?? messages.at(-1)?.number;
}
