import type { Room } from "@roost/protocol/room.ts";

/** Whether a room is only there to be read, by all who are in it. */
export function isShut({ archivedAt, blocked }: Pick<Room, "archivedAt" | "blocked">): boolean {
  return archivedAt !== undefined || blocked === true;
}
