import type { ErrorCode } from "@roost/protocol/errors.ts";

/** A message of mine that the server has not acknowledged yet. */
export interface PendingMessage {
  readonly roomId: string;
  /** Made once; every retry carries the same one, so the message is stored at most once. */
  readonly clientMessageId: string;
  readonly body: string;
  /** When it was written here, in ISO 8601. */
  readonly createdAt: string;
  /** `failed` is for good until `retry()` or `discard()`. */
  readonly state: "queued" | "sending" | "failed";
  /** Why it failed. */
  readonly error?: { readonly code: ErrorCode; readonly detail: string };
}

/**
 * Where the unsent messages of one person outlive the process. Another person needs another
 * storage, or would send what the first one wrote.
 */
export interface PendingStorage {
  /** In the order of sending. */
  load(): PendingMessage[];
  /** Called after each change; must not throw. */
  save(pending: readonly PendingMessage[]): void;
}
