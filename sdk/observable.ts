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
