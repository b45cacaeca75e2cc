import type { Place } from "@roost/protocol/person.ts";
import { sql } from "kysely";
import { columnList } from "../store/column-list.ts";

const columns = [
  "user_id",
  "room_id",
  "version",
  "member_version",
  "read_number",
  "set_at",
  "hidden_at",
  "left_at",
] as const;

export const placeRow = columnList(columns);

/** A row of `places`. */
export interface PlaceRow {
  user_id: string;
  room_id: string;
  version: number;
  member_version: number;
  read_number: number;
  set_at: number;
  hidden_at: number | null;
  left_at: Date | null;
}

export function toPlace(row: Omit<PlaceRow, "user_id">): Place {
  return {
    roomId: row.room_id,
    version: row.version,
    memberVersion: row.member_version,
    readNumber: row.read_number,
    setAt: row.set_at,
    ...(row.hidden_at === null ? {} : { hiddenAt: row.hidden_at }),
    leftAt: row.left_at?.toISOString() ?? null,
  };
}

export type PlaceColumns = [
  roomId: string,
  version: number,
  memberVersion: number,
  readNumber: number,
  setAt: number,
  hiddenAt: number | null,
  leftAt: string | null,
];

/** A row `p` as a list in JSON: there may be tens of thousands of them. */
export const placeColumns = sql.raw(
  "json_build_array(p.room_id, p.version, p.member_version, p.read_number, p.set_at, p.hidden_at, p.left_at)",
);

export function fromColumns(columns: PlaceColumns): Place {
  const [roomId, version, memberVersion, readNumber, setAt, hiddenAt, leftAt] = columns;
  const left = leftAt === null ? null : new Date(leftAt).toISOString();
  const hidden = hiddenAt === null ? {} : { hiddenAt };
  return { roomId, version, memberVersion, readNumber, setAt, ...hidden, leftAt: left };
}
