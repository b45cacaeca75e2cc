import { Alarm, type Clock } from "./clock.ts";

/** Positions that move within this time are sent as one. */
const GATHER_MS = 250;

export interface ReadsOptions {
  clock: Clock;
  /** What is read here, and what the server knows of it; null where the room is not mine. */
  positionsOf: (roomId: string) => { readNumber: number; confirmedReadNumber: number } | null;
  /** Sends a position. Returns its `ref`; null while nothing can be sent. */
  transmit: (roomId: string, number: number) => number | null;
}

/** Tells the server how far I have read: the last position of each room, and not each step. */
export class Reads {
  readonly #options: ReadsOptions;
  readonly #alarm: Alarm;
  /** Rooms whose position the server may not know. */
  readonly #unsent = new Set<string>();
  readonly #sentAs = new Map<string, number>();

  constructor(options: ReadsOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock, () => this.pump());
  }

  /** The position of this room moved, or has to be told again. */
  mark(roomId: string, delayMs = GATHER_MS): void {
    this.#unsent.add(roomId);
    if (!this.#alarm.isSet) this.#alarm.set(this.#options.clock.now() + delayMs);
  }

  pump(): void {
    for (const roomId of this.#unsent) {
      const positions = this.#options.positionsOf(roomId);
      if (positions && positions.readNumber > positions.confirmedReadNumber) {
        const ref = this.#options.transmit(roomId, positions.readNumber);
        if (ref === null) return;
        this.#sentAs.set(roomId, ref);
      }
      this.#unsent.delete(roomId);
    }
  }

  /** A frame was refused; where it was one of these, and may come again, it does. */
  refused(ref: number | undefined, retryAfterMs: number | undefined): void {
    for (const [roomId, sentRef] of this.#sentAs) {
      if (sentRef !== ref) continue;
      this.#sentAs.delete(roomId);
      if (retryAfterMs !== undefined) this.mark(roomId, retryAfterMs);
    }
  }

  /** Nothing is sent by itself any more. */
  stop(): void {
    this.#alarm.clear();
  }
}
