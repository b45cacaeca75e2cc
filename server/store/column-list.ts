import { type RawBuilder, sql } from "kysely";

/**
 * Columns by name, for SQL. Never `*`: nodes of this version go on when a later one adds columns, and a
 * prepared statement whose result has another shape all at once fails.
 */
export function columnList(columns: readonly string[], table?: string): RawBuilder<unknown> {
  const prefix = table === undefined ? "" : `${table}.`;
  return sql.join(columns.map((column) => sql.ref(prefix + column)));
}
