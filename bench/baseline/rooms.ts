import type { WebSocket } from "ws";
import type { BaselineRoom } from "./frames.ts";

/** The members of each room, by its id. In baselines, a token is the user's id. */
export type MemberLists = Record<string, string[]>;

export interface OpenRoom extends BaselineRoom {
  present: Set<WebSocket>;
}

/** The rooms of a baseline, and which of them somebody is in. */
export interface Rooms {
  get(roomId: string): OpenRoom;
  enter(userId: string, ws: WebSocket): OpenRoom[];
  leave(userId: string, ws: WebSocket): void;
}

export function openRooms(memberLists: MemberLists): Rooms {
  const rooms = new Map<string, OpenRoom>();
  const roomsOf = new Map<string, OpenRoom[]>();
  for (const [id, userIds] of Object.entries(memberLists)) {
    const room = { id, name: id, lastNumber: 0, memberCount: userIds.length, present: new Set() };
    rooms.set(id, room as OpenRoom);
    for (const userId of userIds) {
      const mine = roomsOf.get(userId);
      if (mine) mine.push(room as OpenRoom);
      else roomsOf.set(userId, [room as OpenRoom]);
    }
  }
  return {
    get: (roomId) => rooms.get(roomId) as OpenRoom,
    enter(userId, ws) {
      const mine = roomsOf.get(userId) ?? [];
      for (const room of mine) room.present.add(ws);
      return mine;
    },
    leave(userId, ws) {
      for (const room of roomsOf.get(userId) ?? []) room.present.delete(ws);
    },
  };
}
