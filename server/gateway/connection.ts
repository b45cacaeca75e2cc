import type { Duplex } from "node:stream";
import { closeCodes } from "@roost/protocol/close-codes.ts";
import { closeMeanings } from "@roost/protocol/close-meanings.ts";
import type { DownFrame } from "@roost/protocol/down.ts";
import { limits } from "@roost/protocol/limits.ts";
import type { Hello, UpFrame } from "@roost/protocol/up.ts";
import type { WebSocket } from "ws";
import { Refusal } from "../refusal.ts";
import { refusalFor } from "../store/failure.ts";
import { type EncodedFrame, encodeFrame } from "./frame.ts";
import { Outbox, type OutboxOwner } from "./outbox.ts";
import { FrameRefusal, parseFrame } from "./parse.ts";
import { Rate } from "./rate.ts";

export type CloseReason = keyof typeof closeCodes;

/** What is done with the frames of a connection. Handlers answer frames; they never see a socket. */
export interface FrameHandler {
  /** The first frame. */
  hello(hello: Hello): void;
  /** Any later frame. Returns the answer, if there is one. Throws `Refusal`. */
  handle(frame: Exclude<UpFrame, Hello>): Promise<DownFrame | undefined>;
  closed(): void;
}

/** How long a peer may take for one large frame. */
const DRAIN_PATIENCE_MS = 60_000;
/** The WebSocket protocol has no space for more. */
const MAX_REASON_BYTES = 123;
/** How long a peer has to answer a close before its socket is cut. */
const CLOSE_PATIENCE_MS = 2_000;

type Phase = "greeting" | "greeted" | "closing";

/**
 * One WebSocket: parses, bounds, times out and closes, and nothing else. It knows neither rooms
 * nor people.
 */
export class Connection implements OutboxOwner {
  readonly #ws: WebSocket;
  readonly #outbox: Outbox;
  readonly #now: () => number;
  readonly #rate: Rate;
  readonly #onFault: (error: unknown) => void;
  #handler: FrameHandler | null = null;
  #phase: Phase = "greeting";
  readonly #openedAtMs: number;
  #heardAtMs: number;

  constructor(ws: WebSocket, socket: Duplex, now: () => number, onFault: (error: unknown) => void) {
    this.#ws = ws;
    this.#now = now;
    this.#onFault = onFault;
    this.#openedAtMs = now();
    this.#heardAtMs = this.#openedAtMs;
    this.#rate = new Rate(limits.upFramesBurst, limits.upFramesPerSecond, this.#openedAtMs);
    this.#outbox = new Outbox(socket, this);
  }

  /**
   * Starts to read.
   *
   * @param onGone Called when the socket is closed, on both sides.
   */
  open(handler: FrameHandler, onGone: () => void): void {
    this.#handler = handler;
    this.#ws.on("message", (data: Buffer, isBinary: boolean) => this.#receive(data, isBinary));
    this.#ws.on("close", () => {
      this.#ended();
      onGone();
    });
    // Follows a protocol error or a broken socket; the close event tells the rest.
    this.#ws.on("error", () => {});
  }

  get isClosing(): boolean {
    return this.#phase === "closing";
  }

  send(frame: DownFrame): void {
    this.sendEncoded(encodeFrame(frame));
  }

  sendEncoded(frame: EncodedFrame): void {
    if (this.#phase !== "closing") this.#outbox.send(frame);
  }

  /** Sends what the peer asked for or needs to begin, of whatever size. */
  sendOwed(frame: DownFrame): void {
    this.sendOwedEncoded(encodeFrame(frame));
  }

  sendOwedEncoded(frame: EncodedFrame): void {
    if (this.#phase !== "closing") this.#outbox.sendOwed(frame);
  }

  overflowed(): void {
    this.close("slowConsumer");
  }

  /** Resolves when the peer has taken what it was sent, or is gone. One that stalls is closed. */
  async drained(): Promise<void> {
    const patience = setTimeout(() => this.close("slowConsumer"), DRAIN_PATIENCE_MS);
    await this.#outbox.drained();
    clearTimeout(patience);
  }

  /** Says why and closes. What was sent before still goes out, if the peer reads at all. */
  close(reason: CloseReason, text: string = closeMeanings[reason]): void {
    if (this.#phase === "closing") return;
    this.#phase = "closing";
    this.#outbox.flush();
    setTimeout(() => this.#ws.terminate(), CLOSE_PATIENCE_MS).unref();
    this.#ws.close(closeCodes[reason].code, shortened(text));
    this.#ended();
  }

  /** Gives up on a peer that does not speak. Called every few seconds. */
  checkTimeouts(): void {
    const now = this.#now();
    if (this.#phase === "greeting" && now - this.#openedAtMs > limits.helloTimeoutMs) {
      this.close("helloTimeout");
    } else if (now - this.#heardAtMs > limits.heartbeatTimeoutMs) {
      this.close("heartbeatTimeout");
    }
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (this.#phase === "closing") return;
    this.#heardAtMs = this.#now();
    const retryAfterMs = this.#rate.take(this.#heardAtMs);
    if (this.#rate.abused) {
      this.close("rateLimited");
      return;
    }
    try {
      if (isBinary) throw new Refusal("frame.malformed", "Frames are text, not binary.");
      const frame = parseFrame(data.toString());
      if (retryAfterMs > 0) {
        const refusal = new Refusal("request.rate_limited", undefined, retryAfterMs);
        throw new FrameRefusal(refusal, frame);
      }
      this.#dispatch(frame);
    } catch (error) {
      this.#refuse(error);
    }
  }

  #dispatch(frame: UpFrame): void {
    if (this.#phase === "greeting") {
      if (frame.type !== "hello") {
        throw new Refusal("frame.invalid", "The first frame has to be `hello`.");
      }
      this.#phase = "greeted";
      this.#handler?.hello(frame);
    } else if (frame.type === "hello") {
      throw new FrameRefusal(new Refusal("frame.invalid", "`hello` is only said once."), {});
    } else {
      this.#answer(frame);
    }
  }

  #answer(frame: Exclude<UpFrame, Hello>): void {
    this.#handler?.handle(frame).then(
      (answer) => {
        if (answer) this.send(answer);
      },
      (error: unknown) => this.#refuse(error, frame),
    );
  }

  #refuse(error: unknown, frame: Record<string, unknown> = {}): void {
    if (!(error instanceof Refusal)) this.#onFault(error);
    const refusal = refusalFor(error);
    const { ref, clientMessageId } =
      refusal instanceof FrameRefusal ? refusal : new FrameRefusal(refusal, frame);
    this.send({
      type: "error",
      code: refusal.code,
      detail: refusal.detail,
      ...(ref === undefined ? {} : { ref }),
      ...(clientMessageId === undefined ? {} : { clientMessageId }),
      ...(refusal.retryAfterMs === undefined ? {} : { retryAfterMs: refusal.retryAfterMs }),
    });
    if (this.#phase === "greeting") this.close("malformedFrame");
  }

  #ended(): void {
    this.#phase = "closing";
    this.#outbox.clear();
    this.#handler?.closed();
    this.#handler = null;
  }
}

function shortened(reason: string): string {
  const bytes = Buffer.from(reason);
  if (bytes.length <= MAX_REASON_BYTES) return reason;
  // A character that was cut in two decodes to the replacement character.
  return bytes
    .subarray(0, MAX_REASON_BYTES)
    .toString()
    .replace(/\ufffd$/, "");
}
