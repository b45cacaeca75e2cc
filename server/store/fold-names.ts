import type pg from "pg";
import { type FoldedName, foldedName, foldedPerson, foldingVersion } from "./folded-name.ts";

/** Rows that are read, and worked on, at once. */
const rowsAtOnce = 500;

/** A row whose columns are out of date. */
interface Stale {
  id: string;
  name: string;
  username: string;
}

const tables = {
  users: { name: "display_name", stale: "id, display_name AS name, username", fold: foldPerson },
  rooms: { name: "name", stale: "id, name", fold: ({ name }: Stale) => foldedName(name) },
} as const;

function foldPerson({ name, username }: Stale): FoldedName {
  return foldedPerson(name, username);
}

/**
 * Folds the names that are not, or not as this version does it: those from before, and those that an
 * older node wrote while nodes are upgraded one by one. Safe on several nodes at once.
 *
 * @returns how many there were.
 */
export async function foldNames(pool: pg.Pool): Promise<number> {
  let total = 0;
  for (const table of ["users", "rooms"] as const) {
    for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
      const stale = await readStale(pool, table, after);
      await Promise.all(stale.map((row) => write(pool, table, row)));
      total += stale.length;
      if (stale.length < rowsAtOnce) break;
      after = stale.at(-1)?.id ?? after;
    }
  }
  return total;
}

async function readStale(pool: pg.Pool, table: keyof typeof tables, after: string) {
  const { name, stale } = tables[table];
  const { rows } = await pool.query<Stale>(
    `SELECT ${stale} FROM ${table}
     WHERE folded_from <> $1 || ${name} AND id > $2 ORDER BY id LIMIT ${rowsAtOnce}`,
    [`${foldingVersion} `, after],
  );
  return rows;
}

/** One row a statement: several would hold locks of rooms in an order of their own. */
async function write(pool: pg.Pool, table: keyof typeof tables, row: Stale): Promise<void> {
  const { name, fold } = tables[table];
  const folded = fold(row);
  await pool.query(
    `UPDATE ${table} SET name_folded = $3, name_order = $4, folded_from = $5
     WHERE id = $1 AND ${name} = $2`,
    [row.id, row.name, folded.name_folded, folded.name_order, folded.folded_from],
  );
}
