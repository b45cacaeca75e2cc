import { limits } from "@roost/protocol/limits.ts";
import { Alarm, type Clock } from "./clock.ts";
import type { Ask } from "./connection/ask.ts";
import type { Replica } from "./replica/replica.ts";
import type { Signals } from "./signals/signals.ts";

/** What comes within this time is told as one. */
const GATHER_MS = 1_000;

export interface ReceivedOptions {
  clock: Clock;
  replica: Pick<Replica, "get">;
  signals: Pick<Signals, "knows" | "showsReceipts">;
  ask: Ask;
}

/** SIG-14: tells the server which messages of directs have come to this device, for those who wrote them. */
export class Received {
  readonly #options: ReceivedOptions;
  readonly #alarm: Alarm;
  /** Directs in which something came. */
  readonly #untold = new Set<string>();
  /** What was told on this connection. */
  readonly #told = new Map<string, number>();

  constructor(options: ReceivedOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock, () => this.#tell());
  }

  /** Something may have come in a room. */
  came(roomId: string): void {
    const { signals } = this.#options;
    if (!signals.knows("delivered") || !signals.showsReceipts || this.#newsOf(roomId) === 0) return;
    this.#untold.add(roomId);
    if (!this.#alarm.isSet) this.#alarm.set(this.#options.clock.now() + GATHER_MS);
  }

  /** The number up to which a direct has come, where the server may not know it; else 0. */
  #newsOf(roomId: string): number {
    const held = this.#options.replica.get(roomId);
    if (held?.room.kind !== "direct") return 0;
    // What is read is delivered.
    const known = Math.max(held.confirmedReadNumber, this.#told.get(roomId) ?? 0);
    return held.lastNumber > known ? held.lastNumber : 0;
  }

  #tell(): void {
    const rooms: Record<string, number> = {};
    for (const roomId of [...this.#untold].slice(0, limits.receivedRooms)) {
      const number = this.#newsOf(roomId);
      if (number > 0) rooms[roomId] = number;
      this.#untold.delete(roomId);
    }
    const told = Object.entries(rooms);
    const isSent =
      told.length === 0 || this.#options.ask((ref) => ({ type: "received", ref, rooms })) !== null;
    for (const [roomId, number] of told) {
      if (isSent) this.#told.set(roomId, number);
      else this.#untold.add(roomId);
    }
    if (this.#untold.size > 0) this.#alarm.set(this.#options.clock.now() + GATHER_MS);
  }

  /** What was told on the connection before may be lost. */
  stop(): void {
    this.#alarm.clear();
    this.#untold.clear();
    this.#told.clear();
  }
}
