import { crc32, deflateSync } from "node:zlib";

/** A PNG of one colour, which any browser draws. */
export function pngOf(
  width: number,
  height = width,
  colour: readonly number[] = [220, 60, 90],
): Buffer<ArrayBuffer> {
  return pngWith(width, height, chunkOf("IDAT", pixelsOf(width, height, colour)));
}

/** A PNG with these chunks between its header and its end. */
export function pngWith(width: number, height: number, ...chunks: Buffer[]): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits a channel, red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunkOf("IHDR", header),
    ...chunks,
    chunkOf("IEND", Buffer.alloc(0)),
  ]);
}

/** What a PNG says of pixels that have all the same colour. */
export function pixelsOf(width: number, height: number, colour: readonly number[]): Buffer {
  const row = Buffer.concat([
    Buffer.from([0]),
    ...Array.from({ length: width }, () => Buffer.from(colour)),
  ]);
  return deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
}

export function chunkOf(type: string, data: Buffer): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** The beginning of a GIF of this size: as far as a server reads it. */
export function gifOf(width: number, height = width): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(40);
  bytes.write("GIF89a", "latin1");
  bytes.writeUInt16LE(width, 6);
  bytes.writeUInt16LE(height, 8);
  return bytes;
}

/** The beginning of a WebP of this size, in one of the three ways that there are. */
export function webpOf(
  kind: "VP8 " | "VP8L" | "VP8X",
  width: number,
  height = width,
): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(40);
  bytes.write("RIFF", "latin1");
  bytes.write(`WEBP${kind}`, 8, "latin1");
  if (kind === "VP8 ") {
    bytes.set([0x9d, 0x01, 0x2a], 23);
    bytes.writeUInt16LE(width, 26);
    bytes.writeUInt16LE(height, 28);
  } else if (kind === "VP8L") {
    bytes[20] = 0x2f;
    bytes.writeUInt32LE((width - 1) | ((height - 1) << 14), 21);
  } else {
    bytes.writeUIntLE(width - 1, 24, 3);
    bytes.writeUIntLE(height - 1, 27, 3);
  }
  return bytes;
}
