import type { Uncounted } from "@roost/protocol/my-room.ts";
import { sql } from "kysely";
import type { PersonEvent } from "../bus/bus.ts";
import type { Db } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";
import { type PlaceRow, placeRow, toPlace } from "./place-row.ts";

/** A place as it is to be, without the version that it gets. */
export interface PlaceToWrite extends Omit<PlaceRow, "version"> {
  /**
   * Of a position that goes back: what its person wrote behind it so far. It is taken also where nothing was
   * written since the `set_at` that was known.
   */
  own_numbers?: Uncounted;
}

/**
 * Locks persons until the end of the transaction, in the order of their ids: behind all rooms that it
 * locks, and once in a transaction. Returns their versions.
 */
export async function lockPersons(tx: Db, userIds: Iterable<string>): Promise<Map<string, number>> {
  const ids = uuidArray([...new Set(userIds)].sort());
  // Rows of a first change are made before any is locked: whoever waits here for another who makes them, holds none
  // that the other may wait for.
  await sql`
    INSERT INTO persons (user_id)
    SELECT id FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS wanted (id, place)
    WHERE NOT EXISTS (SELECT FROM persons WHERE user_id = id)
    ORDER BY place
    ON CONFLICT DO NOTHING`.execute(tx);
  const { rows } = await sql<{ user_id: string; version: number }>`
    SELECT user_id, version FROM persons WHERE user_id = ANY(${ids}::uuid[])
    ORDER BY user_id FOR UPDATE`.execute(tx);
  return new Map(rows.map((row) => [row.user_id, row.version]));
}

/**
 * Writes places of people who are locked, each as one change of its person. No person may have two in
 * one room. A position goes back only where it has a higher `set_at`, or says what they wrote. Returns what is to
 * be published after the commit.
 */
export async function writePlaces(
  tx: Db,
  versions: ReadonlyMap<string, number>,
  places: readonly PlaceToWrite[],
): Promise<PersonEvent[]> {
  if (places.length === 0) return [];
  const raised = new Map(versions);
  const back = places.flatMap(({ user_id, own_numbers }) => (own_numbers ? [user_id] : []));
  const rows = places.map((place) => {
    const version = (raised.get(place.user_id) ?? 0) + 1;
    raised.set(place.user_id, version);
    return { ...place, version };
  });
  const changed = [...raised].filter(([userId, version]) => version !== versions.get(userId));
  await sql`
    UPDATE persons p SET version = raised.version
    FROM unnest(${uuidArray(changed.map(([userId]) => userId))}::uuid[],
      ${changed.map(([, version]) => version)}::bigint[]) AS raised (user_id, version)
    WHERE p.user_id = raised.user_id`.execute(tx);
  const beginsAnew = sql`(excluded.set_at > p.set_at OR p.user_id = ANY(${uuidArray(back)}::uuid[]))`;
  const written = await sql<PlaceRow>`
    INSERT INTO places AS p (${placeRow}, own_numbers)
    SELECT unnest(${rows.map((row) => row.user_id)}::uuid[]),
      unnest(${rows.map((row) => row.room_id)}::uuid[]),
      unnest(${rows.map((row) => row.version)}::bigint[]),
      unnest(${rows.map((row) => row.member_version)}::bigint[]),
      unnest(${rows.map((row) => row.read_number)}::bigint[]),
      unnest(${rows.map((row) => row.set_at)}::bigint[]),
      unnest(${rows.map((row) => row.hidden_at)}::bigint[]),
      unnest(${rows.map((row) => row.left_at)}::timestamptz[]),
      unnest(${rows.map(({ own_numbers = [] }) => (own_numbers.length > 0 ? JSON.stringify(own_numbers) : null))}::jsonb[])
    ON CONFLICT (user_id, room_id) DO UPDATE
    SET version = excluded.version, member_version = excluded.member_version,
      read_number = CASE WHEN ${beginsAnew} THEN excluded.read_number
        ELSE greatest(p.read_number, excluded.read_number) END,
      own_numbers = CASE WHEN ${beginsAnew} THEN excluded.own_numbers ELSE p.own_numbers END,
      set_at = greatest(p.set_at, excluded.set_at), hidden_at = excluded.hidden_at,
      left_at = excluded.left_at
    RETURNING ${placeRow}`.execute(tx);
  return eventsOf(written.rows);
}

/** What was published of people's places in a room when they were written last. */
export async function readPlaces(
  tx: Db,
  roomId: string,
  userIds: readonly string[],
): Promise<PersonEvent[]> {
  if (userIds.length === 0) return [];
  const { rows } = await sql<PlaceRow>`
    SELECT ${placeRow} FROM places
    WHERE user_id = ANY(${uuidArray(userIds)}::uuid[]) AND room_id = ${roomId}`.execute(tx);
  return eventsOf(rows);
}

/** An event a person: what one commit changed of theirs. */
function eventsOf(rows: readonly PlaceRow[]): PersonEvent[] {
  return [...Map.groupBy(rows, (row) => row.user_id)].map(([userId, ofPerson]) => {
    const versions = ofPerson.map(({ version }) => version);
    const since = Math.min(...versions) - 1;
    const changes = { since, version: Math.max(...versions), places: ofPerson.map(toPlace) };
    return { kind: "person", userId, changes };
  });
}
