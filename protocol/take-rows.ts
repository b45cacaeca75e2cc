import type { Row, RowKind, Rows } from "./changes.ts";

/** What takes a row, for each kind. */
export type RowTakers = { [K in RowKind]: (row: Row<K>) => void };

/** Hands each row to what takes rows of its kind, kind by kind in the order of the takers. */
export function takeRows(from: Rows, takers: RowTakers): void {
  for (const kind of Object.keys(takers) as RowKind[]) takeKind(kind, from, takers);
}

function takeKind<K extends RowKind>(kind: K, from: Rows, takers: RowTakers): void {
  for (const row of from[kind] ?? []) takers[kind](row);
}
