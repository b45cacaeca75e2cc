import type { Member } from "@roost/protocol/member.ts";
import type { Room } from "@roost/protocol/room.ts";
import type { Selectable } from "kysely";
import type { Schema } from "../store/schema.ts";

export const roomColumns = [
  "id",
  "kind",
  "name",
  "topic",
  "version",
  "last_number",
  "member_count",
  "created_at",
  "bumped_at",
  "archived_at",
  "user_ids",
  "announcement",
  "slow_seconds",
  "guarded_mentions",
  "blocked_by",
  "deleted_at",
  "to_purge",
  "retention_days",
  "expired_number",
] as const;

/** A row of `rooms`. */
export type RoomRow = Pick<Selectable<Schema["rooms"]>, (typeof roomColumns)[number]>;

/** What a change may set of the room's own row. All else of it follows from the rows of the room. */
export const roomSettings = [
  "kind",
  "name",
  "topic",
  "member_count",
  "archived_at",
  "announcement",
  "slow_seconds",
  "guarded_mentions",
  "blocked_by",
  "deleted_at",
  "to_purge",
  "retention_days",
  "expired_number",
] as const satisfies (keyof RoomRow)[];
export type RoomSettings = Pick<RoomRow, (typeof roomSettings)[number]>;

export function toRoom(row: RoomRow): Room {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    topic: row.topic,
    version: row.version,
    lastNumber: row.last_number,
    memberCount: row.member_count,
    createdAt: row.created_at.toISOString(),
    bumpedAt: row.bumped_at.toISOString(),
    ...(row.archived_at === null ? {} : { archivedAt: row.archived_at.toISOString() }),
    ...(row.user_ids === null ? {} : { userIds: row.user_ids }),
    ...(row.announcement && { announcement: true }),
    ...(row.slow_seconds > 0 && { slowSeconds: row.slow_seconds }),
    ...(row.guarded_mentions && { guardedMentions: true }),
    ...(row.blocked_by !== null && { blocked: true }),
  };
}

export const memberColumns = ["user_id", "role", "version", "joined_at", "left_at"] as const;

/** What clients are told of a row of `members`. */
export type MemberRow = Pick<Selectable<Schema["members"]>, (typeof memberColumns)[number]>;

export function toMember(row: MemberRow): Member {
  return {
    userId: row.user_id,
    role: row.role,
    version: row.version,
    joinedAt: row.joined_at.toISOString(),
    leftAt: row.left_at?.toISOString() ?? null,
  };
}
