import type { Duplex } from "node:stream";
import { limits } from "@roost/protocol/limits.ts";
import { descriptorOf, sendNow } from "./descriptor.ts";
import type { EncodedFrame } from "./frame.ts";

/** Told when a turn has frames for a reader who has not taken as much as may wait. */
export interface OutboxOwner {
  overflowed(): void;
}

/**
 * The one place where frames leave: what a connection is sent within one turn of the event loop
 * leaves in one write, since the kernel's send is most of what a delivery costs.
 */
export class Outbox {
  readonly #socket: Duplex;
  /** Null where everything goes through the stream. */
  readonly #descriptor: number | null;
  readonly #owner: OutboxOwner;
  /** What was sent in this turn. */
  #waiting: FrameRun | null = null;
  /** What of it was sent by `sendOwed`. */
  #owedNow = 0;
  /** What was sent by `sendOwed` in earlier turns, since the socket had taken everything. */
  #owedBytes = 0;

  constructor(socket: Duplex, owner: OutboxOwner) {
    this.#socket = socket;
    this.#descriptor = descriptorOf(socket);
    this.#owner = owner;
  }

  /** Sends a frame of any size, for which a slow reader is not blamed. */
  sendOwed(frame: EncodedFrame): void {
    this.send(frame);
    this.#owedNow += frame.length;
  }

  /** Sends a frame at the end of this turn, unless more than the limit waits from those before. */
  send(frame: EncodedFrame): void {
    if (this.#waiting) {
      this.#waiting = this.#waiting.followedBy(frame);
    } else {
      this.#waiting = firstOf(frame);
      scheduleFlush(this);
    }
  }

  /** Resolves when the peer has taken most of what was sent, or is gone. */
  async drained(): Promise<void> {
    this.flush();
    if (!this.#socket.writableNeedDrain || this.#socket.destroyed) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#socket.off("drain", done).off("close", done);
        resolve();
      };
      this.#socket.on("drain", done).on("close", done);
    });
  }

  /** Writes what waits. */
  flush(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    const owedNow = this.#owedNow;
    this.clear();
    const unsent = this.#socket.writableLength;
    if (unsent === 0) this.#owedBytes = 0;
    if (unsent > limits.downQueueBytes + this.#owedBytes) {
      this.#owner.overflowed();
      return;
    }
    this.#owedBytes += owedNow;
    if (this.#socket.writable) this.#write(waiting.joined(), unsent === 0);
  }

  /** @param isIdle Whether the socket has taken all before, so that nothing can be overtaken. */
  #write(bytes: Buffer, isIdle: boolean): void {
    const descriptor = isIdle ? this.#descriptor : null;
    const taken = descriptor === null ? 0 : sendNow(descriptor, bytes);
    if (taken < bytes.length) this.#socket.write(taken === 0 ? bytes : bytes.subarray(taken));
  }

  /** Forgets what waits. */
  clear(): void {
    this.#waiting = null;
    this.#owedNow = 0;
  }
}

/**
 * Frames that leave in one write. Members of a room mostly wait for the same ones: they share the
 * run, and its bytes are joined once for all of them.
 */
class FrameRun {
  readonly frame: EncodedFrame;
  readonly bytes: number;
  readonly #before: FrameRun | null;
  #longer: FrameRun | null = null;
  #joined: Buffer | null = null;

  constructor(frame: EncodedFrame, before: FrameRun | null) {
    this.frame = frame;
    this.#before = before;
    this.bytes = frame.length + (before?.bytes ?? 0);
  }

  followedBy(frame: EncodedFrame): FrameRun {
    if (this.#longer?.frame !== frame) this.#longer = new FrameRun(frame, this);
    return this.#longer;
  }

  joined(): Buffer {
    if (!this.#before) return this.frame;
    this.#joined ??= Buffer.concat(this.#frames(), this.bytes);
    return this.#joined;
  }

  #frames(): EncodedFrame[] {
    const frames: EncodedFrame[] = [];
    for (let run: FrameRun | null = this; run; run = run.#before) frames.push(run.frame);
    return frames.reverse();
  }
}

let lastFirst: FrameRun | null = null;

function firstOf(frame: EncodedFrame): FrameRun {
  if (lastFirst?.frame !== frame) lastFirst = new FrameRun(frame, null);
  return lastFirst;
}

let dirty: Outbox[] = [];

function scheduleFlush(outbox: Outbox): void {
  if (dirty.length === 0) setImmediate(flushDirty);
  dirty.push(outbox);
}

function flushDirty(): void {
  const outboxes = dirty;
  dirty = [];
  lastFirst = null;
  for (const outbox of outboxes) outbox.flush();
}
