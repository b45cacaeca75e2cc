import type { OwnKind, OwnRow, OwnValue } from "@roost/protocol/own.ts";
import { Derived, type Observable } from "../observable.ts";

/** Rows of one kind by their keys, the one that changed last first. */
export type OwnView<K extends OwnKind> = ReadonlyMap<string, Extract<OwnRow, { kind: K }>>;

/** R29: what is my own besides my places. */
export class OwnRows {
  /** By kind and key, tombstones included: what comes late is older than they are. */
  readonly #rows = new Map<string, OwnRow>();
  /** What I chose and the server has not taken yet, by kind and key. */
  readonly #chosen = new Map<string, OwnRow>();
  readonly #views = new Map<string, Derived<OwnView<OwnKind>>>();

  /** The same object each time for a kind. */
  view<K extends OwnKind>(kind: K): Observable<OwnView<K>> {
    const view = this.#views.get(kind) ?? new Derived(() => this.#list(kind));
    this.#views.set(kind, view);
    return view as unknown as Observable<OwnView<K>>;
  }

  take(rows: readonly OwnRow[]): void {
    for (const row of rows) {
      const id = `${row.kind} ${row.key}`;
      const held = this.#rows.get(id);
      if (held && held.version >= row.version) continue;
      this.#rows.set(id, row);
      this.#views.get(row.kind)?.changed();
    }
  }

  /** Shows a value before the server knows of it, null where it is taken away; `endChoice` ends that. */
  choose<K extends OwnKind>(kind: K, key: string, value: OwnValue<K> | null): void {
    const id = `${kind} ${key}`;
    const { version = 0, changedAt = "" } = this.#rows.get(id) ?? {};
    this.#chosen.set(id, { kind, key, version, changedAt, value } as OwnRow);
    this.#views.get(kind)?.changed();
  }

  endChoice(kind: OwnKind, key: string): void {
    if (this.#chosen.delete(`${kind} ${key}`)) this.#views.get(kind)?.changed();
  }

  /** Takes all rows that there are at a version; what is not among them was taken away. */
  replace(rows: readonly OwnRow[], version: number): void {
    const present = new Set(rows.map(({ kind, key }) => `${kind} ${key}`));
    for (const [id, row] of this.#rows) {
      if (present.has(id) || row.version > version) continue;
      this.#rows.delete(id);
      this.#views.get(row.kind)?.changed();
    }
    this.take(rows);
  }

  #list(kind: OwnKind): OwnView<OwnKind> {
    const all = new Map([...this.#rows, ...this.#chosen]).values();
    const rows = [...all].filter((row) => row.kind === kind && row.value !== null);
    rows.sort((a, b) => b.version - a.version);
    return new Map(rows.map((row) => [row.key, row]));
  }
}
