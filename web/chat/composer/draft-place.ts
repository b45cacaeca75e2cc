/** Where a draft is kept: in a room, or in a thread of it. */
export const draftPlace = (roomId: string, thread: number | null) =>
  thread === null ? roomId : `${roomId}.${thread}`;

/** The room of such a place, and the root of the thread; null where it is the room itself. */
export function parseDraftPlace(place: string): { roomId: string; thread: number | null } {
  const [roomId = "", thread] = place.split(".");
  return { roomId, thread: thread === undefined ? null : Number(thread) };
}
