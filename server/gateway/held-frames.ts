import type { EncodedFrame } from "./frame.ts";
import type { RoomFeed } from "./room-feed.ts";

/** Live frames of rooms whose earlier changes are still being read. They go behind those. */
export class HeldFrames {
  readonly #frames = new Map<RoomFeed, EncodedFrame[]>();
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  /** Begins to hold the frames of a room. */
  hold(feed: RoomFeed): void {
    if (!this.#frames.has(feed)) this.#frames.set(feed, []);
  }

  /** Takes a frame, if those of its room are held. */
  take(feed: RoomFeed, frame: EncodedFrame): boolean {
    const held = this.#frames.get(feed);
    if (!held) return false;
    held.push(frame);
    this.#bytes += frame.length;
    return true;
  }

  /** Ends to hold the frames of a room. Returns those that were. */
  release(feed: RoomFeed): readonly EncodedFrame[] {
    const frames = this.#frames.get(feed) ?? [];
    this.#frames.delete(feed);
    for (const frame of frames) this.#bytes -= frame.length;
    return frames;
  }
}
