import { type RowKind, type Rows, rowKinds } from "@roost/protocol/changes.ts";
import { limits } from "@roost/protocol/limits.ts";
import { sql } from "kysely";
import { columnList } from "../../store/column-list.ts";
import type { Db } from "../../store/database.ts";
import { emptyRows, kinds, type Stored, weights } from "./kinds.ts";

/** A room, and the version after which its rows are asked for. */
interface Since {
  roomId: string;
  since: number;
}

/** The rows after a version, as far as one answer has space for them. */
export interface RowsSince {
  rows: Rows;
  /** The version up to which they are all here; infinite where nothing was left out. */
  upTo: number;
}

/** Reads rows of all kinds, with one query a kind, in the order of the questions. */
export async function rowsSince(db: Db, questions: readonly Since[]): Promise<RowsSince[]> {
  const answers: RowsSince[] = questions.map(() => ({
    rows: emptyRows(),
    upTo: Number.POSITIVE_INFINITY,
  }));
  for (const kind of rowKinds) await readKind(db, kind, questions, answers);
  return answers.map(fit);
}

async function readKind<K extends RowKind>(
  db: Db,
  kind: K,
  questions: readonly Since[],
  answers: readonly RowsSince[],
): Promise<void> {
  const found = questions.length > 0 ? await changedRows(db, kind, questions) : new Map();
  for (const [index, answer] of answers.entries()) {
    const rows: Stored[K][] = found.get(index) ?? [];
    answer.rows = { ...answer.rows, [kind]: rows.map(kinds[kind].toWire) };
    answer.upTo = Math.min(answer.upTo, wholeUpTo(rows));
  }
}

/** For each question its rows by version, and one more than an answer may have. */
async function changedRows<K extends RowKind>(
  db: Db,
  kind: K,
  questions: readonly Since[],
): Promise<Map<number, Stored[K][]>> {
  const columns = kinds[kind].columns;
  const { rows } = await sql<Stored[K] & { ord: number }>`
    SELECT gap.ord::int, ${columnList(columns, "changed")}
    FROM unnest(${questions.map(({ roomId }) => roomId)}::uuid[], ${questions.map(({ since }) => since)}::bigint[])
      WITH ORDINALITY AS gap (room_id, since, ord)
    CROSS JOIN LATERAL (
      SELECT ${columnList(columns, "t")} FROM ${sql.table(kind)} t
      WHERE t.room_id = gap.room_id AND t.version > gap.since
      ORDER BY t.version
      LIMIT ${limits.changesRows + 1}
    ) changed
    ORDER BY gap.ord, changed.version`.execute(db);
  return Map.groupBy(rows, (row) => row.ord - 1);
}

/**
 * The version up to which a list, of which one row more than the limit was asked for, has all
 * rows. A version is never torn: a replica that took half of one would skip the other half. One
 * change writes far fewer rows than the limit, so that each answer gets further.
 */
function wholeUpTo(rows: readonly { version: number }[]): number {
  const extra = rows[limits.changesRows];
  return extra ? extra.version - 1 : Number.POSITIVE_INFINITY;
}

/** Leaves out the versions for which there is no space. */
function fit({ rows, upTo }: RowsSince): RowsSince {
  const space = Math.min(upTo, spaceUpTo(rows));
  const kept = rowKinds.map((kind) => [kind, rows[kind]?.filter((row) => row.version <= space)]);
  return { rows: Object.fromEntries(kept), upTo: space };
}

/** The version up to which the text fits into one answer: that of the first row that does not. */
function spaceUpTo(rows: Rows): number {
  let characters = 0;
  for (const row of [...weights(rows)].sort((a, b) => a.version - b.version)) {
    characters += row.characters;
    if (characters > limits.changesBodyCharacters) return row.version;
  }
  return Number.POSITIVE_INFINITY;
}
