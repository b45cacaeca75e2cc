import type { PendingMessage, PendingStorage } from "../sending/pending.ts";

/** A storage of several programs with an entry a message, as the tabs of a browser have it. */
export class SharedStorage {
  readonly entries = new Map<string, PendingMessage>();
  /** Refuses what is new, as a storage does that is full. */
  isFull = false;

  open(): PendingStorage {
    const mine = new Map<string, PendingMessage>();
    return {
      load: () => {
        for (const [id, message] of this.entries) mine.set(id, message);
        return [...mine.values()];
      },
      has: (id) => this.entries.has(id),
      save: (pending) => this.#save(mine, pending),
    };
  }

  #save(mine: Map<string, PendingMessage>, pending: readonly PendingMessage[]): void {
    const left = new Set(mine.keys());
    for (const message of pending) {
      const id = message.clientMessageId;
      left.delete(id);
      if (mine.get(id) === message) continue;
      mine.set(id, message);
      if (!this.isFull) this.entries.set(id, message);
    }
    for (const id of left) {
      mine.delete(id);
      this.entries.delete(id);
    }
  }
}
