import { limits } from "@roost/protocol/limits.ts";
import type { OwnRow } from "@roost/protocol/own.ts";
import type { PersonChanges, Place } from "@roost/protocol/person.ts";
import { sql } from "kysely";
import type { Context } from "../context.ts";
import type { Db } from "../store/database.ts";
import { numberArray, uuidArray } from "../store/uuid-array.ts";
import { type OwnColumns, ownColumns, toOwnRow } from "./own-row.ts";
import { fromColumns, type PlaceColumns, placeColumns, placeRow } from "./place-row.ts";

/** A person, and the version of theirs after which it is asked what changed. */
export interface PersonQuestion {
  userId: string;
  since: number;
}

/**
 * What changed of many people's own after a version, in one query and in the given order. An answer has
 * `changesRows` rows at most, and says `more` where there are others.
 */
export async function answerPersonChanges(
  db: Db,
  questions: readonly PersonQuestion[],
): Promise<PersonChanges[]> {
  const { rows } = await sql<{
    ord: number;
    version: number;
    places: PlaceColumns[] | null;
    own: OwnColumns[] | null;
  }>`
    SELECT q.ord::int, coalesce(log.version, 0) AS version, (
      SELECT json_agg(${placeColumns} ORDER BY p.version)
      FROM (
        SELECT ${placeRow} FROM places
        WHERE user_id = q.user_id AND version > q.since
        ORDER BY version
        LIMIT ${limits.changesRows + 1}
      ) p
    ) AS places, (
      SELECT json_agg(${ownColumns} ORDER BY o.version)
      FROM (
        SELECT kind, key, version, changed_at, value FROM own_rows
        WHERE user_id = q.user_id AND version > q.since
        ORDER BY version
        LIMIT ${limits.changesRows + 1}
      ) o
    ) AS own
    FROM unnest(${uuidArray(questions.map(({ userId }) => userId))}::uuid[],
      ${questions.map(({ since }) => since)}::bigint[]) WITH ORDINALITY AS q (user_id, since, ord)
    LEFT JOIN persons log ON log.user_id = q.user_id
    ORDER BY q.ord`.execute(db);
  return rows.map(({ ord, version, places, own }) => {
    const { since } = questions[ord - 1] as PersonQuestion;
    return fit(since, version, (places ?? []).map(fromColumns), (own ?? []).map(toOwnRow));
  });
}

/** Each version has one row: an answer ends with the last one for which there is space. */
function fit(
  since: number,
  present: number,
  places: readonly Place[],
  own: readonly OwnRow[],
): PersonChanges {
  const versions = [...places, ...own].map(({ version }) => version).sort((a, b) => a - b);
  const more = versions.length > limits.changesRows;
  const version = more ? (versions[limits.changesRows - 1] ?? since) : present;
  const isIn = (row: { version: number }) => row.version <= version;
  const rows = { places: places.filter(isIn), own: own.filter(isIn) };
  return { since, version, ...rows, ...(more && { more }) };
}

/** Of people who are known at some version, those who have a higher one now, with that. */
export async function newerPersons(
  ctx: Pick<Context, "database">,
  known: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ user_id: string; version: number }>`
    SELECT p.user_id, p.version
    FROM unnest(${uuidArray([...known.keys()])}::uuid[], ${numberArray([...known.values()])}::bigint[])
      AS known (user_id, version)
    JOIN persons p ON p.user_id = known.user_id
    WHERE p.version > known.version`.execute(ctx.database.db);
  return new Map(rows.map((row) => [row.user_id, row.version]));
}
