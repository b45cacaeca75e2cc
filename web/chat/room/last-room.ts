const keyOf = (userId: string) => `roost.last-room.${userId}`;

/** The room that a person had open last in this browser; a large screen opens it again. */
export function lastRoom(userId: string): string | null {
  return localStorage.getItem(keyOf(userId));
}

export function rememberRoom(userId: string, roomId: string): void {
  localStorage.setItem(keyOf(userId), roomId);
}
