import type { Member, RoomRole } from "@roost/protocol/member.ts";
import type { Room, RoomKind } from "@roost/protocol/room.ts";

/** A row of `rooms`. */
export interface RoomRow {
  id: string;
  kind: RoomKind;
  name: string;
  topic: string;
  version: number;
  last_number: number;
  member_count: number;
  created_at: Date;
  bumped_at: Date;
}

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
  };
}

/** A row of `members`. */
export interface MemberRow {
  user_id: string;
  role: RoomRole;
  version: number;
  joined_at: Date;
  left_at: Date | null;
}

export function toMember(row: MemberRow): Member {
  return {
    userId: row.user_id,
    role: row.role,
    version: row.version,
    joinedAt: row.joined_at.toISOString(),
    leftAt: row.left_at?.toISOString() ?? null,
  };
}
