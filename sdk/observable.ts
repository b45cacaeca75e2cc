/**
 * A value that changes. `get()` returns the same reference until it changes, and a burst of
 * changes is told to a listener once, so React reads it with
 * `useSyncExternalStore(o.subscribe, o.get)`. Both functions work detached from the object.
 */
export interface Observable<T> {
  get(): T;
  /** Calls the listener after each change; returns the function that ends that. */
  subscribe(listener: () => void): () => void;
}

/** A value computed from others when somebody looks, and only after something changed. */
export class Derived<T> implements Observable<T> {
  readonly #compute: () => T;
  readonly #onWatched: (isWatched: boolean) => void;
  readonly #listeners = new Set<() => void>();
  #cached: { value: T } | null = null;

  /** @param onWatched called when the first listener came, and when the last one went. */
  constructor(compute: () => T, onWatched: (isWatched: boolean) => void = () => {}) {
    this.#compute = compute;
    this.#onWatched = onWatched;
  }

  readonly get = (): T => {
    this.#cached ??= { value: this.#compute() };
    return this.#cached.value;
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    // A listener may subscribe twice; each subscription ends by itself.
    const own = () => listener();
    this.#listeners.add(own);
    if (this.#listeners.size === 1) this.#onWatched(true);
    return () => {
      if (this.#listeners.delete(own) && !this.watched) this.#onWatched(false);
    };
  };

  get watched(): boolean {
    return this.#listeners.size > 0;
  }

  /** What the value is computed from changed. Listeners hear it after the present task. */
  changed(): void {
    this.#cached = null;
    if (this.#listeners.size > 0) notifySoon(this.#listeners);
  }
}

let waiting = new Set<ReadonlySet<() => void>>();

/** One microtask for all that changed, so that a burst of frames renders once. */
function notifySoon(listeners: ReadonlySet<() => void>): void {
  if (waiting.size === 0) queueMicrotask(notify);
  waiting.add(listeners);
}

function notify(): void {
  const due = waiting;
  waiting = new Set();
  for (const listeners of due) {
    for (const listener of [...listeners]) callSafely(listener);
  }
}

/** Calls a listener. What it throws is reported as uncaught and keeps nothing from the others. */
export function callSafely(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
