import type { DraftStorage, HeldDraft } from "@roost/sdk";

/**
 * Keeps a person's drafts in this browser, an entry a room, so that two tabs never overwrite each
 * other's in other rooms.
 */
export function draftStorage(userId: string, storage: Storage): DraftStorage & { restore(): void } {
  const prefix = `roost.draft.${userId}.`;
  let stored: ReadonlyMap<string, HeldDraft> = new Map();
  return {
    load() {
      const keys = Object.keys(storage).filter((key) => key.startsWith(prefix));
      const drafts = keys.flatMap((key) => {
        const draft = parse(storage.getItem(key) ?? "");
        return draft ? [[key.slice(prefix.length), draft] as const] : [];
      });
      stored = new Map(drafts);
      return stored;
    },
    save(drafts) {
      for (const [roomId, draft] of drafts) {
        if (stored.get(roomId) !== draft) write(storage, prefix + roomId, JSON.stringify(draft));
      }
      for (const roomId of stored.keys()) {
        if (!drafts.has(roomId)) storage.removeItem(prefix + roomId);
      }
      stored = new Map(drafts);
    },
    /** Writes once more what this tab has and the server has not. */
    restore() {
      for (const [roomId, draft] of stored) {
        if (!draft.isKept) write(storage, prefix + roomId, JSON.stringify(draft));
      }
    },
  };
}

function write(storage: Storage, key: string, text: string) {
  try {
    storage.setItem(key, text);
  } catch {
    // The browser's storage is full: the text stays on the screen, and goes to the server.
  }
}

/** Null where the entry is not one of ours. */
function parse(text: string): HeldDraft | null {
  try {
    const { body, replyTo, isKept } = JSON.parse(text);
    if (typeof body !== "string" || typeof isKept !== "boolean") return null;
    return { body, isKept, ...(typeof replyTo === "number" && { replyTo }) };
  } catch {
    return null;
  }
}
