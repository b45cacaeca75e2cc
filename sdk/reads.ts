import { Alarm, type Clock } from "./clock.ts";
import type { Ask } from "./connection/ask.ts";
import type { Replica } from "./replica/replica.ts";

/** Positions that move within this time are sent as one. */
const GATHER_MS = 250;

export interface ReadsOptions {
  clock: Clock;
  replica: Pick<Replica, "get" | "version">;
  ask: Ask;
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

  /** The position of this room moved, or has to be told again where the server does not know it (READ-7). */
  mark(roomId: string, delayMs = GATHER_MS): void {
    this.#unsent.add(roomId);
    if (!this.#alarm.isSet) this.#alarm.set(this.#options.clock.now() + delayMs);
  }

  pump(): void {
    for (const roomId of this.#unsent) {
      const { replica, ask } = this.#options;
      const room = replica.get(roomId);
      if (room && room.readNumber > room.confirmedReadNumber) {
        const said = { roomId, number: room.readNumber, version: replica.version ?? 0 };
        const sentRef = ask((ref) => ({ type: "read", ref, ...said }));
        if (sentRef === null) return;
        this.#sentAs.set(roomId, sentRef);
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
