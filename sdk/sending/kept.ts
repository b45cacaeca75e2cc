import type { Entry } from "./entry.ts";
import type { PendingStorage } from "./pending.ts";

/**
 * Tells of held messages whether another program on the storage took them back (Q8): they were in it,
 * and are no more. What a storage refused, being full, was never in it, is not missed there, and is sent.
 */
export class Kept {
  readonly #storage: PendingStorage | undefined;
  readonly #seen = new WeakSet<Entry>();

  constructor(storage: PendingStorage | undefined) {
    this.#storage = storage;
  }

  /** Once it is saved or loaded. */
  see(entry: Entry): void {
    if (entry.pending.heldUntil !== undefined && this.#has(entry)) this.#seen.add(entry);
  }

  isGone(entry: Entry): boolean {
    if (entry.pending.heldUntil === undefined || !this.#seen.has(entry)) return false;
    return this.#has(entry) === false;
  }

  #has({ pending }: Entry): boolean | undefined {
    return this.#storage?.has?.(pending.clientMessageId);
  }
}
