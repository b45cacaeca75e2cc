import type { OwnRow } from "@roost/protocol/own.ts";
import type { Place } from "@roost/protocol/person.ts";
import { sql } from "kysely";
import type { PersonQuestion } from "../persons/changes.ts";
import { type OwnColumns, ownColumns, toOwnRow } from "../persons/own-row.ts";
import { fromColumns, type PlaceColumns, placeColumns } from "../persons/place-row.ts";
import type { Db } from "../store/database.ts";
import { numberArray, uuidArray } from "../store/uuid-array.ts";
import {
  type Membership,
  type MembershipColumns,
  membershipColumns,
  toMembership,
} from "./memberships.ts";

/** All that is one person's own, at one moment. */
export interface Standing {
  /** Of their log. */
  version: number;
  memberships: Membership[];
  /** The rows of their log after the version that was asked for; with `ALL`, no places, and no tombstones. */
  places: Place[];
  own: OwnRow[];
}

/** In place of the version of a person's log: a snapshot has their rooms, and needs no rows of those. */
export const ALL = Number.MAX_SAFE_INTEGER;

type StandingColumns = [...MembershipColumns, place: PlaceColumns | null];

/** What is many people's own, with the rows that changed after a version, in one query. */
export async function loadStandings(
  db: Db,
  questions: readonly PersonQuestion[],
): Promise<Standing[]> {
  // One row a person: fifty thousand small rows would cost the server more than the database.
  const { rows } = await sql<{
    ord: number;
    version: number;
    rooms: StandingColumns[] | null;
    left: PlaceColumns[] | null;
    own: OwnColumns[] | null;
  }>`
    SELECT q.ord::int, coalesce(log.version, 0) AS version, (
      SELECT json_agg(json_build_array(${membershipColumns},
        CASE WHEN p.left_at IS NULL AND p.version > q.since THEN ${placeColumns} END))
      FROM members m
      JOIN rooms r ON r.id = m.room_id
      LEFT JOIN places p ON p.user_id = m.user_id AND p.room_id = m.room_id
      WHERE m.user_id = q.user_id AND m.left_at IS NULL
    ) AS rooms, (
      SELECT json_agg(${placeColumns})
      FROM places p
      WHERE p.user_id = q.user_id AND p.left_at IS NOT NULL AND p.version > q.since
    ) AS left, (
      SELECT json_agg(${ownColumns} ORDER BY o.version)
      FROM own_rows o
      WHERE o.user_id = q.user_id AND o.version > q.own_since
        AND (q.own_since >= 0 OR o.value IS NOT NULL)
    ) AS own
    FROM unnest(${uuidArray(questions.map(({ userId }) => userId))}::uuid[],
      ${numberArray(questions.map(({ since }) => since))}::bigint[],
      ${numberArray(questions.map(({ since }) => (since === ALL ? -1 : since)))}::bigint[])
      WITH ORDINALITY AS q (user_id, since, own_since, ord)
    LEFT JOIN persons log ON log.user_id = q.user_id
    ORDER BY q.ord`.execute(db);
  return rows.map(({ version, rooms, left, own }) => {
    const places = (left ?? []).map(fromColumns);
    const memberships: Membership[] = [];
    for (const columns of rooms ?? []) {
      memberships.push(toMembership(columns));
      const place = columns[6];
      if (place) places.push(fromColumns(place));
    }
    return { version, memberships, places, own: (own ?? []).map(toOwnRow) };
  });
}
