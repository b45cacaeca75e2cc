import { OtherPerson } from "./errors.ts";

/**
 * The one person whom a client acts for. Who it is comes from whoever made the client, from the
 * messages that it took over, or from its first token; all that comes later has to agree.
 *
 * In a browser all tabs share one session cookie, so another person may sign in at any moment.
 */
export class Person {
  #id: string | null;

  constructor(id: string | null) {
    this.#id = id;
  }

  /** Null until it is known. */
  get id(): string | null {
    return this.#id;
  }

  /** Throws `OtherPerson`. */
  require(id: string): void {
    this.#id ??= id;
    if (this.#id !== id) throw new OtherPerson(id);
  }
}
