import type { UpFrame } from "@roost/protocol/up.ts";

/** Sends a frame under a `ref` of its own, and returns that; null while nothing can be sent. */
export type Ask = (frame: (ref: number) => UpFrame) => number | null;
