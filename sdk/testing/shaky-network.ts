import type { DownFrame } from "@roost/protocol/down.ts";

/**
 * What a server has sent and what has not arrived. Only changes are lost, repeated and late, as a bus may do that;
 * `posted` may be late as well. All else comes in order, as on one connection.
 */
export class ShakyNetwork {
  #frames: DownFrame[] = [];
  /** Without it a connection does not begin. */
  #greeting: DownFrame | null = null;

  get isEmpty(): boolean {
    return this.#frames.length === 0;
  }

  /** A connection begins: all that was sent on the one before is lost. */
  begin(welcome: DownFrame, greeting: DownFrame): void {
    this.#greeting = greeting;
    this.#frames = [welcome, greeting];
  }

  send(frame: DownFrame): void {
    this.#frames.push(frame);
  }

  /** Overtakes what was sent last. */
  sendBeforeLast(frame: DownFrame): void {
    this.#frames.splice(-1, 0, frame);
  }

  /** What arrives next. */
  take(): DownFrame | undefined {
    return this.#frames.shift();
  }

  lose(a: number): void {
    this.#disturb(a, /changes|person/, (index) => this.#frames.splice(index, 1));
  }

  repeat(a: number): void {
    this.#disturb(a, /changes|person/, (_, frame) => this.#frames.push(frame));
  }

  delay(a: number): void {
    this.#disturb(a, /changes|person|posted/, (index, frame) => {
      this.#frames.splice(index, 1);
      this.#frames.push(frame);
    });
  }

  #disturb(a: number, types: RegExp, how: (index: number, frame: DownFrame) => void): void {
    const indices = [...this.#frames.keys()].filter((index) => {
      const frame = this.#frames[index];
      return frame && frame !== this.#greeting && types.test(frame.type);
    });
    const index = indices[a % indices.length];
    const frame = index === undefined ? undefined : this.#frames[index];
    if (index !== undefined && frame) how(index, frame);
  }
}
