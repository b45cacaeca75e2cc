import type { OwnRow } from "@roost/protocol/own.ts";
import { sql } from "kysely";

/** A row of `own_rows`, as a list in JSON. */
export type OwnColumns = [
  kind: string,
  key: string,
  version: number,
  changedAt: string,
  value: unknown,
];

/** The columns that a row is told by, in the order of the list. */
export const ownColumnList = ["kind", "key", "version", "changed_at", "value"] as const;

/** Those of a row `o`. */
export const ownColumns = sql.raw(
  `json_build_array(${ownColumnList.map((column) => `o.${column}`).join(", ")})`,
);

/** What was written was checked then, by the schema of its kind. */
export function toOwnRow([kind, key, version, changedAt, value]: OwnColumns): OwnRow {
  const at = new Date(changedAt).toISOString();
  return { kind, key, version, changedAt: at, value } as OwnRow;
}
