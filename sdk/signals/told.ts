import { Derived, type Observable } from "../observable.ts";

/** What is told of rooms or people, one by one, while somebody looks at them; and forgotten then. */
export class Told<T> {
  readonly #nothing: T;
  readonly #onLooked: (id: string, isLookedAt: boolean) => void;
  readonly #values = new Map<string, T>();
  readonly #observables = new Map<string, Derived<T>>();

  constructor(nothing: T, onLooked: (id: string, isLookedAt: boolean) => void) {
    this.#nothing = nothing;
    this.#onLooked = onLooked;
  }

  /** The same object each time. */
  of(id: string): Observable<T> {
    const known = this.#observables.get(id);
    if (known) return known;
    const made = new Derived<T>(
      () => this.get(id),
      (isLookedAt) => {
        this.#onLooked(id, isLookedAt);
        if (!isLookedAt) this.set(id, this.#nothing);
      },
    );
    this.#observables.set(id, made);
    return made;
  }

  get(id: string): T {
    return this.#values.get(id) ?? this.#nothing;
  }

  /** Passed over where nobody looks. */
  set(id: string, value: T): void {
    const observable = this.#observables.get(id);
    if (!observable || value === this.get(id)) return;
    if (value === this.#nothing) this.#values.delete(id);
    else if (observable.watched) this.#values.set(id, value);
    observable.changed();
  }

  forget(): void {
    for (const id of [...this.#values.keys()]) this.set(id, this.#nothing);
  }
}
