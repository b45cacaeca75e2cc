const KEY = "roost.last-room";

/** The room that was open last in this browser; a large screen opens it again. */
export const lastRoom = (): string | null => localStorage.getItem(KEY);

export function rememberRoom(roomId: string): void {
  localStorage.setItem(KEY, roomId);
}
