import type { Thread } from "@roost/protocol/thread.ts";
import { Derived, type Observable } from "../observable.ts";

export type ThreadsView = ReadonlyMap<number, Thread>;

/** R27: what is shown of threads, by room and the number of the root. A row counts by R4, wherever it came from. */
export class ThreadRows {
  readonly #rows = new Map<string, Map<number, Thread>>();
  readonly #views = new Map<string, Derived<ThreadsView>>();
  /** By room, how often what was held of it was forgotten, and its version then. */
  readonly #forgotten = new Map<string, { times: number; version: number }>();
  /** Told whenever any of them changes. */
  readonly all = new Derived<object>(() => ({}));

  /** Moves when what was held of a room is forgotten. */
  epoch(roomId: string): number {
    return this.#forgotten.get(roomId)?.times ?? 0;
  }

  /** By room, as far as one was forgotten. */
  epochs(): ReadonlyMap<string, number> {
    return new Map([...this.#forgotten].map(([roomId, { times }]) => [roomId, times]));
  }

  get(roomId: string, number: number): Thread | undefined {
    return this.#rows.get(roomId)?.get(number);
  }

  /** The same object each time for a room. */
  view(roomId: string): Observable<ThreadsView> {
    const view = this.#views.get(roomId) ?? new Derived(() => new Map(this.#rows.get(roomId)));
    this.#views.set(roomId, view);
    return view;
  }

  /** @param asOf The version of the room that an answer shows them at. */
  take(roomId: string, threads: readonly Thread[] = [], asOf = Number.POSITIVE_INFINITY): void {
    if (asOf < (this.#forgotten.get(roomId)?.version ?? 0)) return;
    for (const thread of threads) {
      const held = this.#rows.get(roomId) ?? new Map<number, Thread>();
      if ((held.get(thread.number)?.version ?? 0) >= thread.version) continue;
      held.set(thread.number, thread);
      this.#rows.set(roomId, held);
      this.#changed(roomId);
    }
  }

  /** The room begins anew at a version: what was held of it may miss what happened before that. */
  forget(roomId: string, version = 0): void {
    this.#forgotten.set(roomId, { times: this.epoch(roomId) + 1, version });
    this.#rows.delete(roomId);
    this.#changed(roomId);
  }

  #changed(roomId: string): void {
    this.#views.get(roomId)?.changed();
    this.all.changed();
  }
}
