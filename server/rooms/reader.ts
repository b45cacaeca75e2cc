import type { FoundRoom, FoundRoomsPage, MyRooms, PageQuery } from "@roost/protocol/http.ts";
import type { RoomRole } from "@roost/protocol/member.ts";
import type { MyRoom } from "@roost/protocol/my-room.ts";
import { uuidPattern } from "@roost/protocol/uuid.ts";
import { sql } from "kysely";
import { loadPeople } from "../accounts/people.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { containing, decodeCursor, nextCursor } from "../store/cursor.ts";
import { type MessageRow, peopleOf, toMessage } from "./message-row.ts";
import { type RoomRow, toRoom } from "./row.ts";

const isRoomId = new RegExp(`^${uuidPattern}$`);

type ReadContext = Pick<Context, "database">;

interface MyRoomRow extends RoomRow {
  role: RoomRole;
  read_number: number;
  last_message:
    | (Omit<MessageRow, "created_at" | "edited_at" | "deleted_at"> & {
        created_at: string;
        edited_at: string | null;
        deleted_at: string | null;
      })
    | null;
}

/** The rooms of a person, the one with the newest message first. */
export async function listMyRooms(ctx: ReadContext, userId: string): Promise<MyRooms> {
  const { rows } = await myRooms(userId).execute(ctx.database.db);
  return withPeople(ctx, rows.map(toMyRoom));
}

/** Which rooms a person is in. */
export async function listMyRoomIds(ctx: ReadContext, userId: string): Promise<string[]> {
  const rows = await ctx.database.db
    .selectFrom("members")
    .select("room_id")
    .where("user_id", "=", userId)
    .where("left_at", "is", null)
    .execute();
  return rows.map((row) => row.room_id);
}

/** One room of a person. Throws `room.not_found`. */
export async function getMyRoom(ctx: ReadContext, userId: string, roomId: string): Promise<MyRoom> {
  const { rooms } = await findMyRoom(ctx, userId, roomId);
  if (!rooms[0]) throw new Refusal("room.not_found");
  return rooms[0];
}

/** One room of a person with the people it mentions; no room where it is not theirs. */
export async function findMyRoom(
  ctx: ReadContext,
  userId: string,
  roomId: string,
): Promise<MyRooms> {
  const { rows } = await myRooms(userId, roomId).execute(ctx.database.db);
  return withPeople(ctx, rows.map(toMyRoom));
}

function myRooms(userId: string, roomId?: string) {
  return sql<MyRoomRow>`
    SELECT r.*, m.role, m.read_number, to_jsonb(l) AS last_message
    FROM members m
    JOIN rooms r ON r.id = m.room_id
    LEFT JOIN messages l ON l.room_id = r.id AND l.number = r.last_number
    WHERE m.user_id = ${userId} AND m.left_at IS NULL
      ${roomId === undefined ? sql`` : sql`AND m.room_id = ${roomId}`}
    ORDER BY r.bumped_at DESC, r.id`;
}

function toMyRoom(row: MyRoomRow): MyRoom {
  const last = row.last_message;
  return {
    ...toRoom(row),
    role: row.role,
    readNumber: row.read_number,
    unread: row.last_number - row.read_number,
    lastMessage:
      last &&
      toMessage({
        ...last,
        created_at: new Date(last.created_at),
        edited_at: last.edited_at === null ? null : new Date(last.edited_at),
        deleted_at: last.deleted_at === null ? null : new Date(last.deleted_at),
      }),
  };
}

async function withPeople(ctx: ReadContext, rooms: MyRoom[]): Promise<MyRooms> {
  const lastMessages = rooms.flatMap((room) => room.lastMessage ?? []);
  return { rooms, users: await loadPeople(ctx.database.db, peopleOf(lastMessages)) };
}

/** Public rooms by a part of their name, in the order of their names. */
export async function findRooms(
  ctx: Pick<Context, "database" | "pageSize">,
  userId: string,
  { query = "", cursor, limit = ctx.pageSize }: PageQuery,
): Promise<FoundRoomsPage> {
  const after = cursor === undefined ? null : decodeCursor(cursor, 2);
  if (after && !isRoomId.test(after[1] as string)) throw new Refusal("request.invalid");
  const { rows } = await sql<RoomRow & { is_member: boolean; sort_key: string }>`
    SELECT r.*, lower(r.name) AS sort_key, m.user_id IS NOT NULL AS is_member
    FROM rooms r
    LEFT JOIN members m ON m.room_id = r.id AND m.user_id = ${userId} AND m.left_at IS NULL
    WHERE r.kind = 'public' AND r.name ILIKE ${containing(query)}
      ${after === null ? sql`` : sql`AND (lower(r.name), r.id) > (${after[0]}, ${after[1]}::uuid)`}
    ORDER BY lower(r.name), r.id
    LIMIT ${limit + 1}`.execute(ctx.database.db);
  const next = nextCursor(rows, limit, (row) => [row.sort_key, row.id]);
  return {
    rooms: rows.map((row) => ({ ...toRoom(row), isMember: row.is_member })),
    nextCursor: next,
  };
}

/** A room that this person may know of: a public one or one of theirs. Throws `room.not_found`. */
export async function getRoom(
  ctx: ReadContext,
  userId: string,
  roomId: string,
): Promise<FoundRoom> {
  const { rows } = await sql<RoomRow & { is_member: boolean }>`
    SELECT r.*, m.user_id IS NOT NULL AS is_member
    FROM rooms r
    LEFT JOIN members m ON m.room_id = r.id AND m.user_id = ${userId} AND m.left_at IS NULL
    WHERE r.id = ${roomId} AND (r.kind = 'public' OR m.user_id IS NOT NULL)`.execute(
    ctx.database.db,
  );
  if (!rows[0]) throw new Refusal("room.not_found");
  return { ...toRoom(rows[0]), isMember: rows[0].is_member };
}
