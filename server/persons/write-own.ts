import { isDeepStrictEqual } from "node:util";
import { limits } from "@roost/protocol/limits.ts";
import type { OwnKind, OwnRow, OwnValue } from "@roost/protocol/own.ts";
import { sql } from "kysely";
import type { PersonEvent } from "../bus/bus.ts";
import { Refusal } from "../refusal.ts";
import type { Db, Reader } from "../store/database.ts";
import { type OwnColumns, ownColumns, toOwnRow } from "./own-row.ts";

/** A row as it is to be; without a value it is taken away. */
export type OwnToWrite = { userId: string } & {
  [K in OwnKind]: { kind: K; key: string; value: OwnValue<K> | null };
}[OwnKind];

/** Throws `me.full` where there is no space for a row. */
export async function requireSpaceFor(db: Reader, row: OwnToWrite): Promise<void> {
  requireSpace(await look(db, row), row);
}

/**
 * Writes a row of somebody who is locked. What it is already is not written again.
 *
 * @returns the row, and what is to be published after the commit; null where nothing was written.
 */
export async function writeOwn(
  tx: Db,
  row: OwnToWrite,
): Promise<{ row: OwnRow | null; event: PersonEvent | null }> {
  const { held } = await look(tx, row);
  const isNews = held === null ? row.value !== null : !isDeepStrictEqual(held.value, row.value);
  if (!isNews) return { row: held, event: null };
  const written = await write(tx, row);
  return { row: written, event: eventOf(row.userId, written) };
}

/**
 * Kinds that have a bound of their own, and that this program changes by itself, so that a row that is there
 * always finds space.
 */
const ownBounds: Partial<Record<OwnKind, number>> = {
  // Nobody chose all of them.
  thread: limits.followedThreads,
  scheduled: limits.scheduledMessages,
  // These are written by others, and take no space of what their person keeps.
  silence: 1,
  warning: limits.openWarnings,
};

/** Throws `me.full`. */
export function requireSpace({ held, rows, characters }: Found, { kind, value }: OwnToWrite): void {
  if (value === null) return;
  const bound = ownBounds[kind];
  const isNew = held === null || held.value === null;
  if (bound !== undefined && !isNew) return;
  const max = bound ?? limits.ownRows;
  const text = JSON.stringify(value);
  if (rows < max && characters + text.length <= limits.ownCharacters) return;
  throw new Refusal(
    "me.full",
    `You keep more than fits (${max} things, ${limits.ownCharacters} characters): take some away first.`,
  );
}

export function eventOf(userId: string, written: OwnRow): PersonEvent {
  const { version } = written;
  return { kind: "person", userId, changes: { since: version - 1, version, own: [written] } };
}

interface Found {
  held: OwnRow | null;
  /** How many other rows they have that share its bound, and how much is in them. */
  rows: number;
  characters: number;
}

export async function look(db: Reader, { userId, kind, key }: OwnToWrite): Promise<Found> {
  const all = sql<{ held: OwnColumns | null; rows: number; characters: number }>`(
    SELECT
      (SELECT ${ownColumns} FROM own_rows o
        WHERE o.user_id = ${userId} AND o.kind = ${kind} AND o.key = ${key}) AS held,
      count(*)::int AS rows, coalesce(sum(length(o.value::text)), 0)::int AS characters
    FROM own_rows o
    WHERE o.user_id = ${userId} AND o.value IS NOT NULL AND NOT (o.kind = ${kind} AND o.key = ${key})
      AND ${ownBounds[kind] === undefined ? sql`NOT o.kind = ANY(${Object.keys(ownBounds)}::text[])` : sql`o.kind = ${kind}`})`;
  const columns = ["held", "rows", "characters"] as const;
  const found = await db.selectFrom(all.as("all")).select(columns).executeTakeFirst();
  return {
    held: found?.held ? toOwnRow(found.held) : null,
    rows: found?.rows ?? 0,
    characters: found?.characters ?? 0,
  };
}

/** One statement: the version is raised under the lock that it takes, and the row gets it. */
export async function write(db: Db, { userId, kind, key, value }: OwnToWrite): Promise<OwnRow> {
  const json = value === null ? null : JSON.stringify(value);
  const { rows } = await sql<{ row: OwnColumns }>`
    WITH log AS (
      INSERT INTO persons AS p (user_id, version) VALUES (${userId}, 1)
      ON CONFLICT (user_id) DO UPDATE SET version = p.version + 1
      RETURNING version
    )
    INSERT INTO own_rows AS o (user_id, kind, key, version, changed_at, value)
    SELECT ${userId}, ${kind}, ${key}, log.version, statement_timestamp(), ${json}::jsonb FROM log
    ON CONFLICT (user_id, kind, key) DO UPDATE
    SET version = excluded.version, changed_at = excluded.changed_at, value = excluded.value
    RETURNING ${ownColumns} AS row`.execute(db);
  const [written] = rows;
  if (!written) throw new Error("A row that was written was not returned.");
  return toOwnRow(written.row);
}
