import type { ErrorCode } from "@roost/protocol/errors.ts";
import type { Forwarded, ForwardedMessage } from "@roost/protocol/forward.ts";
import type { Message } from "@roost/protocol/message.ts";

/** What is shown of a message that is forwarded. */
export type ForwardSource = Pick<
  Message,
  "roomId" | "number" | "authorId" | "createdAt" | "body" | "forwarded"
>;

/** Where a message stands besides its room, and what comes with it. */
export interface Standing {
  /** The number of the message that it replies to. */
  replyTo?: number;
  /** The number of the root of the thread that it stands in … */
  threadNumber?: number;
  /** … and whether it stands in the timeline of the room, too. */
  alsoInRoom?: boolean;
  /** A message that somebody wrote, to be forwarded with it: the server takes a copy when this is stored. */
  forward?: ForwardSource;
  /** How long it stays here before it is sent, in milliseconds, and can be taken back. Default: not at all. */
  holdMs?: number;
}

/** A message of mine that the server has not acknowledged yet. */
export interface PendingMessage {
  readonly roomId: string;
  /** Who wrote it; null where it was written before the client knew whom it acts for. */
  readonly authorId: string | null;
  /** Made once; every retry carries the same one, so the message is stored at most once. */
  readonly clientMessageId: string;
  readonly body: string;
  /** How far its author had read when writing it. Absent: all that is before it. */
  readonly seen?: number;
  /** The number of the message that it replies to. */
  readonly replyTo?: number;
  /** The number of the root of the thread that it stands in … */
  readonly threadNumber?: number;
  /** … and whether it stands in the timeline of the room, too. */
  readonly inRoom?: boolean;
  /** What it forwards, as this client knows it: the server takes its own. */
  readonly forwarded?: Forwarded & { readonly of: ForwardedMessage };
  /** When it was written here, in ISO 8601. */
  readonly createdAt: string;
  /** It has not left this device, and does not before this time (ISO 8601): it can be taken back. */
  readonly heldUntil?: string;
  /** `failed` is for good until `retry()` or `discard()`. */
  readonly state: "queued" | "sending" | "failed";
  /** Why it failed. */
  readonly error?: { readonly code: ErrorCode; readonly detail: string };
}

/**
 * Where the unsent messages of one person outlive the process. Another person needs another
 * storage: a client that finds what somebody else wrote does not start.
 */
export interface PendingStorage {
  /** In the order of sending. */
  load(): PendingMessage[];
  /**
   * Whether a message is still there: another program on this storage may have taken it back. What is
   * held is not sent if it was there once and is there no more. Must not throw.
   */
  has?(clientMessageId: string): boolean;
  /** Called after each change; must not throw. */
  save(pending: readonly PendingMessage[]): void;
}
