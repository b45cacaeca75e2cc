import type { Hello, UpFrame } from "@roost/protocol/up.ts";

/** Whether a frame says that somebody uses the device: not what that says by itself (ACC-9). */
export function isUse(frame: Exclude<UpFrame, Hello>): boolean {
  if (frame.type === "idle") return !frame.isIdle;
  return frame.type !== "ping" && frame.type !== "received";
}
