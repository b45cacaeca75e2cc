import type { Duplex } from "node:stream";
import type { EncodedFrame } from "./frame.ts";

/**
 * The one place where frames leave: what a connection is sent within one turn of the event loop
 * leaves in one write, since the kernel's send is most of what a delivery costs.
 */
export class Outbox {
  readonly #socket: Duplex;
  readonly #maxBytes: number;
  readonly #onOverflow: () => void;
  #frames: EncodedFrame[] = [];
  #frameBytes = 0;
  /** What was sent by `sendOwed` since nothing waited. */
  #owedBytes = 0;

  /** @param onOverflow called when a frame comes while more than `maxBytes` wait for a slow reader. */
  constructor(socket: Duplex, maxBytes: number, onOverflow: () => void) {
    this.#socket = socket;
    this.#maxBytes = maxBytes;
    this.#onOverflow = onOverflow;
  }

  /** Sends a frame of any size, for which a slow reader is not blamed. */
  sendOwed(frame: EncodedFrame): void {
    this.send(frame);
    this.#owedBytes += frame.length;
  }

  /** Sends a frame; who has more than `maxBytes` waiting already gets no more. */
  send(frame: EncodedFrame): void {
    const waiting = this.#frameBytes + this.#socket.writableLength;
    if (waiting === 0) this.#owedBytes = 0;
    if (waiting > this.#maxBytes + this.#owedBytes) {
      this.clear();
      this.#onOverflow();
      return;
    }
    if (this.#frames.length === 0) scheduleFlush(this);
    this.#frames.push(frame);
    this.#frameBytes += frame.length;
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
    if (this.#frames.length === 0) return;
    const bytes = join(this.#frames, this.#frameBytes);
    this.clear();
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  /** Forgets what waits. */
  clear(): void {
    this.#frames = [];
    this.#frameBytes = 0;
  }
}

let dirty: Outbox[] = [];

function scheduleFlush(outbox: Outbox): void {
  if (dirty.length === 0) setImmediate(flushDirty);
  dirty.push(outbox);
}

function flushDirty(): void {
  const outboxes = dirty;
  dirty = [];
  for (const outbox of outboxes) outbox.flush();
  lastFrames = [];
}

/** Members of one room mostly wait for the same frames: their bytes are joined once. */
let lastFrames: readonly EncodedFrame[] = [];
let lastJoined: Buffer = Buffer.alloc(0);

function join(frames: readonly EncodedFrame[], bytes: number): Buffer {
  if (frames.length === 1) return frames[0] as Buffer;
  const same =
    frames.length === lastFrames.length &&
    frames.every((frame, index) => frame === lastFrames[index]);
  if (!same) {
    lastFrames = frames;
    lastJoined = Buffer.concat(frames, bytes);
  }
  return lastJoined;
}
