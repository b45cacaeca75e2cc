import type { RoomView, Roost, Timeline } from "@roost/sdk";

/** That of a room, or of the thread below a root. */
export function timelineOf(roost: Roost, room: RoomView, thread: number | null): Timeline {
  return thread === null ? roost.timeline(room.id) : roost.threads.timeline(room.id, thread);
}
