import { limits } from "@roost/protocol/limits.ts";
import { sql } from "kysely";
import type { SignalEvent } from "../bus/bus.ts";
import { lockPersons, type PlaceToWrite, writePlaces } from "../persons/write-places.ts";
import type { Db } from "../store/database.ts";
import type { Mark, MarkBatch } from "./mark-queue.ts";

/** Where a mark left its person. */
export interface Position {
  readNumber: number;
  /** Nothing is behind it. */
  isAtEnd: boolean;
}

interface Found extends PlaceToWrite {
  ord: number;
  last_number: number;
  member_count: number;
  /** Of the row of their log; 0 where there is none. */
  version: number;
  /** Up to where what they said, or wrote, had read before. */
  before: number;
}

/**
 * Moves read positions, of no person and room two, in one transaction. A number beyond the newest
 * message means the newest; one that is not above the position changes nothing.
 */
export async function writeMarks(db: Db, marks: readonly Mark[]): Promise<MarkBatch<Position>> {
  return db.transaction().execute(async (tx) => {
    await sql.raw("SET LOCAL lock_timeout = '5s'").execute(tx);
    // What follows sees all that was committed while this waited.
    const versions = await lockPersons(
      tx,
      marks.map(({ userId }) => userId),
    );
    const found = await findPlaces(tx, marks);
    const moved = found.filter((row) => row.read_number > row.before && !isLate(row, marks));
    const results: (Position | null)[] = marks.map(() => null);
    for (const row of found) {
      const { ord, read_number, before, last_number } = row;
      const readNumber = moved.includes(row) ? read_number : before;
      results[ord - 1] = { readNumber, isAtEnd: readNumber >= last_number };
    }
    const events = await writePlaces(tx, versions, moved);
    return { results, events: [...events, ...receiptsOf(moved)] };
  });
}

/** READ-7: the position was set back, or began anew, after its device said this. */
function isLate({ ord, version, read_number, set_at }: Found, marks: readonly Mark[]): boolean {
  const known = marks[ord - 1]?.version ?? Number.POSITIVE_INFINITY;
  return known < version && read_number <= set_at;
}

/** Those who look at a small room are told that somebody has read on. */
function receiptsOf(moved: readonly Found[]): SignalEvent[] {
  return moved
    .filter(({ member_count }) => member_count <= limits.receiptsMembers)
    .map(({ room_id: subjectId, user_id: userId, read_number: readNumber }) => {
      return { kind: "signal", subjectId, signal: { type: "read", userId, readNumber } };
    });
}

/** The places of those who are in their rooms, as the marks would have them. */
async function findPlaces(tx: Db, marks: readonly Mark[]): Promise<Found[]> {
  const { rows } = await sql<Found>`
    SELECT mark.ord::int, m.user_id, m.room_id,
      coalesce(p.member_version, m.version) AS member_version,
      least(mark.number, r.last_number) AS read_number,
      coalesce(p.set_at, 0) AS set_at,
      p.hidden_at,
      NULL AS left_at,
      r.last_number, r.member_count,
      coalesce(p.version, 0) AS version,
      greatest(m.read_number, p.read_number) AS before
    FROM unnest(${marks.map(({ userId }) => userId)}::uuid[], ${marks.map(({ roomId }) => roomId)}::uuid[],
      ${marks.map(({ number }) => number)}::bigint[]) WITH ORDINALITY AS mark (user_id, room_id, number, ord)
    JOIN members m
      ON m.room_id = mark.room_id AND m.user_id = mark.user_id AND m.left_at IS NULL
    JOIN rooms r ON r.id = mark.room_id
    LEFT JOIN places p
      ON p.user_id = mark.user_id AND p.room_id = mark.room_id AND p.left_at IS NULL`.execute(tx);
  return rows;
}
