import { limits } from "@roost/protocol/limits.ts";
import { Alarm, type Clock } from "../clock.ts";

/** A little below what the server allows: pings and hellos are not counted here. */
const BURST_FRAMES = limits.upFramesBurst * 0.8;
const FRAMES_PER_MS = (limits.upFramesPerSecond * 0.9) / 1_000;

/** Keeps the frames of a connection below the server's rate: a burst, refilled steadily. */
export class Pace {
  readonly #clock: Clock;
  readonly #alarm: Alarm;
  #frames = BURST_FRAMES;
  #at: number;

  /** @param onRefill called when a frame may go again after `take()` said no. */
  constructor(clock: Clock, onRefill: () => void) {
    this.#clock = clock;
    this.#at = clock.now();
    this.#alarm = new Alarm(clock, onRefill);
  }

  /** A connection begins; the server counts anew. */
  restart(): void {
    this.#frames = BURST_FRAMES;
    this.#at = this.#clock.now();
  }

  stop(): void {
    this.#alarm.clear();
  }

  /** Whether a frame may go now. */
  take(): boolean {
    const now = this.#clock.now();
    const refilled = Math.max(0, now - this.#at) * FRAMES_PER_MS;
    this.#frames = Math.min(BURST_FRAMES, this.#frames + refilled);
    this.#at = now;
    if (this.#frames >= 1) {
      this.#frames -= 1;
      return true;
    }
    this.#alarm.set(now + Math.ceil((1 - this.#frames) / FRAMES_PER_MS));
    return false;
  }
}
