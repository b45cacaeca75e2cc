import type { ErrorCode } from "@roost/protocol/errors.ts";
import type { RoomRole } from "@roost/protocol/member.ts";
import type { User } from "@roost/protocol/user.ts";
import { sql } from "kysely";
import { silenced } from "../accounts/silence.ts";
import { userJson } from "../accounts/user-columns.ts";
import type { Db, Reader } from "../store/database.ts";
import { uuidArray } from "../store/uuid-array.ts";
import type { RoomRow } from "./row.ts";

/** SQL over `m` and `r`: the member waits between two messages, … */
const SLOW = "r.slow_seconds > 0 AND m.role = 'member'";
/** … for so long. */
const PAUSE = "make_interval(secs => r.slow_seconds)";
/** Not that of the transaction, which may have waited for the room's lock. */
const NOW = "statement_timestamp()";

/**
 * Why somebody who is in a room may not write in it now, the first that holds, as SQL over the row of
 * their membership (`m`) and the row of the room (`r`, of which `roomColumns` are there). This is the one
 * place for such a reason: posts, edits and whatever else is written by people go by it. One that is `ofPosts`
 * keeps nobody from anything else: not from editing, reacting or pinning.
 */
const reasons = [
  {
    code: "me.silenced",
    when: `EXISTS (SELECT FROM users w WHERE w.id = m.user_id AND ${silenced("w")})`,
  },
  { code: "room.archived", when: "r.archived_at IS NOT NULL" },
  { code: "room.blocked", when: "r.blocked_by IS NOT NULL" },
  { code: "room.announcement", ofPosts: true, when: "r.announcement AND m.role = 'member'" },
  { code: "room.slow", ofPosts: true, when: `${SLOW} AND m.posted_at + ${PAUSE} > ${NOW}` },
] as const satisfies { code: ErrorCode; ofPosts?: true; when: string }[];

type Reason = (typeof reasons)[number];
export type PostingRefusal = Reason["code"];
export type WritingRefusal = Exclude<Reason, { ofPosts: true }>["code"];

const ofAll = reasons.filter((reason) => !("ofPosts" in reason));
export const postingRefusals: readonly PostingRefusal[] = reasons.map(({ code }) => code);
export const writingRefusals = ofAll.map(({ code }) => code) as readonly WritingRefusal[];

const firstOf = (some: readonly Pick<Reason, "code" | "when">[]) =>
  `CASE ${some.map(({ code, when }) => `WHEN ${when} THEN '${code}'`).join(" ")} END`;

/** SQL over `m` and `r`: the code of the first reason that holds, or null. For what is no post … */
export const writingRefusal = firstOf(ofAll);
/**
 * … and for posts, with the milliseconds that a member waits from one message to the next (null for others), and
 * those that are left of that: `refusal`, `pause_ms`, `rest_ms`.
 */
export const postingColumns = `${firstOf(reasons)} AS refusal,
  CASE WHEN ${SLOW} THEN r.slow_seconds * 1000 END AS pause_ms, ${restMs()} AS rest_ms`;

function restMs(): string {
  return `CASE WHEN ${SLOW} THEN
    ceil(extract(epoch FROM m.posted_at + ${PAUSE} - ${NOW}) * 1000)::int END`;
}

/** The role of a member, and why they may not write now, if so. */
export interface Writer {
  role: RoomRole;
  refusal: WritingRefusal | null;
}

/**
 * The membership (`m`) of somebody, with their role and why they may not write now, for a query under the
 * room's lock.
 *
 * @param room The room as the change under way has it, which may not be stored yet.
 */
export function writerQuery(tx: Reader, room: RoomRow, userId: string) {
  return memberQuery(tx, room, userId)
    .select("m.role")
    .select(sql<WritingRefusal | null>`${sql.raw(writingRefusal)}`.as("refusal"));
}

function memberQuery(tx: Reader, room: RoomRow, userId: string) {
  const stored = sql<RoomRow>`jsonb_populate_record(NULL::rooms, ${JSON.stringify(room)}::jsonb)`;
  return tx
    .selectFrom("members as m")
    .innerJoin(stored.as<"r">(sql.ref("r")), (join) => join.onTrue())
    .where("m.room_id", "=", room.id)
    .where("m.user_id", "=", userId)
    .where("m.left_at", "is", null);
}

/** Looks for a member under the room's lock. */
export function findWriter(tx: Reader, room: RoomRow, userId: string): Promise<Writer | undefined> {
  return writerQuery(tx, room, userId).executeTakeFirst();
}

/** Why somebody may not post now, if so, for a post that is stored as a change of its room. */
export interface Poster {
  refusal: PostingRefusal | null;
  /** In slow mode, what is left of their pause. */
  rest_ms: number | null;
}

/** As `findWriter`, for posts. */
export function findPoster(tx: Reader, room: RoomRow, userId: string): Promise<Poster | undefined> {
  return memberQuery(tx, room, userId)
    .select(sql<PostingRefusal | null>`${sql.raw(firstOf(reasons))}`.as("refusal"))
    .select(sql<number | null>`${sql.raw(restMs())}`.as("rest_ms"))
    .executeTakeFirst();
}

/** A writer, as others see them. */
export interface RoomWriter extends Writer {
  user: User;
}

/** Members as they are stored, pair by pair in the given order; null where one is not in the room. */
export async function findWriters(
  db: Db,
  pairs: readonly { userId: string; roomId: string }[],
): Promise<(RoomWriter | null)[]> {
  const { rows } = await sql<RoomWriter & { ord: number }>`
    SELECT q.ord::int, m.role, ${sql.raw(writingRefusal)} AS refusal,
      ${sql.raw(userJson("u"))} AS user
    FROM unnest(${uuidArray(pairs.map((pair) => pair.roomId))}::uuid[],
      ${uuidArray(pairs.map((pair) => pair.userId))}::uuid[]) WITH ORDINALITY AS q (room_id, user_id, ord)
    JOIN members m ON m.room_id = q.room_id AND m.user_id = q.user_id AND m.left_at IS NULL
    JOIN rooms r ON r.id = m.room_id
    JOIN users u ON u.id = m.user_id`.execute(db);
  const found: (RoomWriter | null)[] = pairs.map(() => null);
  for (const { ord, role, refusal, user } of rows) found[ord - 1] = { role, refusal, user };
  return found;
}
