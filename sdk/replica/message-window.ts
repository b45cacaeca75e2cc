import type { Message } from "@roost/protocol/message.ts";

/** How a row met the window. */
export type Met = "changed" | "unchanged" | "outside" | "hole";

/** Messages without a gap, in the order of their numbers. Rows are replaced by newer ones (R4). */
export class MessageWindow {
  #messages: Message[] = [];
  /** The number of the first message; where there is none, of the first that may come. */
  #first = 1;

  get first(): number {
    return this.#first;
  }

  get length(): number {
    return this.#messages.length;
  }

  /** A copy that later changes do not touch. */
  list(): readonly Message[] {
    return this.#messages.slice();
  }

  /** Starts anew with a page. */
  open(page: readonly Message[]): void {
    this.#messages = [...page];
    this.#first = page[0]?.number ?? 1;
  }

  /** Puts an older page in front: it ends where the window begins. */
  prepend(page: readonly Message[]): void {
    this.#messages = [...page, ...this.#messages];
    this.#first -= page.length;
  }

  /** R13. */
  take(message: Message): Met {
    const index = message.number - this.#first;
    if (index < 0) return "outside";
    if (index > this.#messages.length) return "hole";
    const held = this.#messages[index];
    if (held && held.version >= message.version) return "unchanged";
    this.#messages[index] = message;
    return "changed";
  }

  /** Drops the oldest; returns whether there were more than that. */
  keepNewest(count: number): boolean {
    const surplus = this.#messages.length - count;
    if (surplus <= 0) return false;
    this.#messages = this.#messages.slice(surplus);
    this.#first += surplus;
    return true;
  }
}
