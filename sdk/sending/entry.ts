import type { Posted } from "@roost/protocol/down.ts";
import type { ErrorCode } from "@roost/protocol/errors.ts";
import type { Message } from "@roost/protocol/message.ts";
import { SendFailed } from "../errors.ts";
import type { PendingMessage } from "./pending.ts";

/** `stored` waits for the replica; `done` and `discarded` are out of the queue. */
export type EntryState = "queued" | "sending" | "stored" | "failed" | "done" | "discarded";

type Outcome = { message: Message } | { failure: SendFailed };

/** One message on its way, and those who wait to hear what became of it. */
export class Entry {
  #pending: PendingMessage;
  #state: EntryState;
  #outcome: Outcome | null = null;
  #waiting: PromiseWithResolvers<Message> | null = null;
  /** The `ref` of the frame that it was last sent in. */
  ref: number | null = null;
  /** Queued: not before then. Sending: again at that time. */
  dueAt = 0;
  posted: Posted | null = null;

  constructor(pending: PendingMessage) {
    this.#pending = pending;
    const { heldUntil } = pending;
    if (heldUntil !== undefined) this.dueAt = Date.parse(heldUntil);
    this.#state = pending.state;
    if (pending.error) this.#settle(failureOf(pending.error));
  }

  get pending(): PendingMessage {
    return this.#pending;
  }

  get state(): EntryState {
    return this.#state;
  }

  /** Resolves with the stored message; rejects with `SendFailed`. */
  outcome(): Promise<Message> {
    if (this.#outcome)
      return "message" in this.#outcome
        ? Promise.resolve(this.#outcome.message)
        : Promise.reject(this.#outcome.failure);
    this.#waiting ??= Promise.withResolvers();
    return this.#waiting.promise;
  }

  /** It was written before its author was known. */
  sign(authorId: string): void {
    this.#pending = { ...this.#pending, authorId };
  }

  queue(dueAt: number): void {
    this.#outcome = null;
    this.dueAt = dueAt;
    this.#become("queued");
  }

  /** It may be sent now, and can be taken back no more. */
  release(): void {
    const { heldUntil, ...rest } = this.#pending;
    if (heldUntil === undefined) return;
    this.#pending = rest;
    this.dueAt = 0;
  }

  send(ref: number, resendAt: number): void {
    this.release();
    this.ref = ref;
    this.dueAt = resendAt;
    this.#become("sending");
  }

  acknowledge(posted: Posted): void {
    this.#state = "stored";
    this.posted = posted;
  }

  fail(error: { code: ErrorCode; detail: string }): void {
    this.#settle(failureOf(error));
    this.#become("failed", error);
  }

  discard(): void {
    this.#state = "discarded";
    this.#settle({ failure: new SendFailed("The message was discarded.") });
  }

  finish(message: Message): void {
    this.#state = "done";
    this.#settle({ message });
  }

  /** The message as it was acknowledged. */
  asPosted(posted: Posted): Message {
    const { roomId, number, version, createdAt, seen, replyTo, mentions } = posted;
    const { threadNumber, inRoom, forwarded } = posted;
    const { authorId, clientMessageId } = this.#pending;
    const { body = this.#pending.body } = posted;
    const id = `${roomId}.${number}`;
    const row = { id, roomId, number, version, authorId, clientMessageId, body, createdAt };
    const more = {
      ...(seen !== undefined && { seen }),
      ...(replyTo !== undefined && { replyTo }),
      ...(mentions !== undefined && { mentions }),
      ...(threadNumber !== undefined && { threadNumber }),
      ...(inRoom !== undefined && { inRoom }),
      ...(forwarded !== undefined && { forwarded }),
    };
    return { ...row, system: null, editedAt: null, deletedAt: null, ...more };
  }

  #become(state: PendingMessage["state"], error?: PendingMessage["error"]): void {
    const { error: _, ...rest } = this.#pending;
    this.#state = state;
    if (this.#pending.state === state && this.#pending.error === error) return;
    this.#pending = { ...rest, state, ...(error ? { error } : {}) };
  }

  #settle(outcome: Outcome): void {
    this.#outcome = outcome;
    const waiting = this.#waiting;
    this.#waiting = null;
    if ("message" in outcome) waiting?.resolve(outcome.message);
    else waiting?.reject(outcome.failure);
  }
}

function failureOf({ code, detail }: { code: ErrorCode; detail: string }): Outcome {
  return { failure: new SendFailed(detail, code) };
}
