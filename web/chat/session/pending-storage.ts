import type { PendingMessage, PendingStorage } from "@roost/sdk";

/**
 * Keeps a person's unsent messages in this browser, an entry a message, so that two tabs never
 * overwrite each other's. A tab that starts takes over all of them: sending one twice is harmless,
 * because the server knows a message by its id.
 */
export function pendingStorage(
  userId: string,
  storage: Storage,
): PendingStorage & { restore(): void } {
  const prefix = `roost.pending.${userId}.`;
  const stored = new Map<string, Entry>();
  return {
    load() {
      for (const key of Object.keys(storage)) {
        if (!key.startsWith(prefix)) continue;
        const entry = parse(storage.getItem(key) ?? "", userId);
        if (entry) stored.set(entry.message.clientMessageId, entry);
      }
      return inOrder(stored.values()).map((entry) => entry.message);
    },
    has: (id) => storage.getItem(prefix + id) !== null,
    save(pending) {
      const present = new Set<string>();
      for (const message of pending) {
        const id = message.clientMessageId;
        present.add(id);
        const held = stored.get(id);
        if (held?.message === message) continue;
        const entry = { order: held?.order ?? nextOrder(stored.values()), message };
        stored.set(id, entry);
        write(storage, prefix + id, JSON.stringify(entry));
      }
      for (const id of stored.keys()) {
        if (present.has(id)) continue;
        stored.delete(id);
        storage.removeItem(prefix + id);
      }
    },
    /** Writes once more what this tab has. What was held back, another one may have taken back. */
    restore() {
      for (const [id, entry] of stored) {
        if (entry.message.heldUntil === undefined) {
          write(storage, prefix + id, JSON.stringify(entry));
        }
      }
    },
  };
}

/** A message and its place among those of this browser, which no clock decides alone. */
interface Entry {
  order: number;
  message: PendingMessage;
}

function inOrder(entries: Iterable<Entry>): Entry[] {
  return [...entries].sort((a, b) => a.order - b.order);
}

/** After all others, those of other tabs as far as the clock tells. */
function nextOrder(entries: Iterable<Entry>): number {
  return Math.max(Date.now(), (inOrder(entries).at(-1)?.order ?? 0) + 1);
}

function write(storage: Storage, key: string, text: string) {
  try {
    storage.setItem(key, text);
  } catch {
    // The browser's storage is full: the message is still sent, but not kept over a reload.
  }
}

/** Null where the entry is not one of ours, or of another person. */
function parse(text: string, userId: string): Entry | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isEntry(value)) return null;
  const { order, message } = value;
  // Entries of older versions do not say whose they are; their key does.
  const { authorId = userId } = message;
  return authorId === userId ? { order, message: { ...message, authorId } } : null;
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const { order, message } = value as Record<string, unknown>;
  return typeof order === "number" && isPendingMessage(message);
}

function isPendingMessage(value: unknown): value is PendingMessage {
  if (typeof value !== "object" || value === null) return false;
  const { roomId, clientMessageId, body, createdAt, state } = value as Record<string, unknown>;
  return [roomId, clientMessageId, body, createdAt, state].every(
    (part) => typeof part === "string",
  );
}
