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

/** Where unsent messages outlive the process. */
export interface PendingStorage {
  load(): PendingMessage[];
  save(pending: readonly PendingMessage[]): void;
}
