/** Unsent text, a room and a person, kept in this browser. */
export interface Drafts {
  get(roomId: string): string;
  set(roomId: string, text: string): void;
}

export function draftsOf(userId: string, storage: Storage): Drafts {
  const key = (roomId: string) => `roost.draft.${userId}.${roomId}`;
  return {
    get: (roomId) => storage.getItem(key(roomId)) ?? "",
    set(roomId, text) {
      if (text.trim() === "") {
        storage.removeItem(key(roomId));
        return;
      }
      try {
        storage.setItem(key(roomId), text);
      } catch {
        // The browser's storage is full: the text stays on the screen, but not over a reload.
      }
    },
  };
}
