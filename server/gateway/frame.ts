import type { Changes } from "@roost/protocol/changes.ts";
import type { DownFrame } from "@roost/protocol/down.ts";

/** A frame as it goes over the wire. Made once for all its receivers. */
export type EncodedFrame = Buffer;

/** The `ref` of the frame that is answered, if it had one. */
export interface Ref {
  ref?: number;
}

const FINAL_TEXT = 0x81;

/**
 * Encodes a frame together with its WebSocket header (RFC 6455, section 5.2: final, text, not
 * masked), so that sending it is one write of ready bytes.
 */
export function encodeFrame(frame: DownFrame): EncodedFrame {
  return encodeJson(JSON.stringify(frame));
}

/** As `encodeFrame`, for a frame that is JSON already. */
export function encodeJson(json: string): EncodedFrame {
  const length = Buffer.byteLength(json);
  const header = headerLength(length);
  const bytes = Buffer.allocUnsafe(header + length);
  bytes[0] = FINAL_TEXT;
  if (header === 2) {
    bytes[1] = length;
  } else if (header === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  bytes.write(json, header);
  return bytes;
}

function headerLength(payloadLength: number): number {
  if (payloadLength < 126) return 2;
  return payloadLength < 65_536 ? 4 : 10;
}

const framesOfChanges = new WeakMap<Changes, EncodedFrame>();

/** The frame of changes that several connections are sent; encoded for the first of them. */
export function changesFrame(changes: Changes): EncodedFrame {
  const known = framesOfChanges.get(changes);
  if (known) return known;
  const frame = encodeFrame({ type: "changes", ...changes });
  framesOfChanges.set(changes, frame);
  return frame;
}
