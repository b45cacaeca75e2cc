import type { PendingMessage, PendingStorage } from "@roost/sdk";

/**
 * Keeps a person's unsent messages in this browser, an entry a message, so that two tabs never
 * overwrite each other's. A tab that starts takes over all of them: sending one twice is harmless,
 * because the server knows a message by its id.
 */
export function pendingStorage(userId: string, storage: Storage): PendingStorage {
  const prefix = `roost.pending.${userId}.`;
  const stored = new Map<string, string>();
  return {
    load() {
      const loaded: PendingMessage[] = [];
      for (const key of Object.keys(storage)) {
        if (!key.startsWith(prefix)) continue;
        const text = storage.getItem(key);
        const message = text === null ? null : parse(text);
        if (text === null || message === null) continue;
        stored.set(message.clientMessageId, text);
        loaded.push(message);
      }
      return loaded.sort((a, b) => a.createdAt.localeCompare(b.createdAt));
    },
    save(pending) {
      const present = new Set<string>();
      for (const message of pending) {
        const text = JSON.stringify(message);
        present.add(message.clientMessageId);
        if (stored.get(message.clientMessageId) === text) continue;
        stored.set(message.clientMessageId, text);
        write(storage, prefix + message.clientMessageId, text);
      }
      for (const id of stored.keys()) {
        if (present.has(id)) continue;
        stored.delete(id);
        storage.removeItem(prefix + id);
      }
    },
  };
}

function write(storage: Storage, key: string, text: string) {
  try {
    storage.setItem(key, text);
  } catch {
    // The browser's storage is full: the message is still sent, but not kept over a reload.
  }
}

function parse(text: string): PendingMessage | null {
  try {
    const value: unknown = JSON.parse(text);
    return isPendingMessage(value) ? value : null;
  } catch {
    return null;
  }
}

function isPendingMessage(value: unknown): value is PendingMessage {
  if (typeof value !== "object" || value === null) return false;
  const { roomId, clientMessageId, body, createdAt, state } = value as Record<string, unknown>;
  return [roomId, clientMessageId, body, createdAt, state].every(
    (part) => typeof part === "string",
  );
}
