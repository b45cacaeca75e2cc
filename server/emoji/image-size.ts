import type { CustomEmoji } from "@roost/protocol/custom-emoji.ts";

/** What an image says of itself. */
export interface ImageSize {
  mediaType: CustomEmoji["mediaType"];
  width: number;
  height: number;
}

const PNG = "\x89PNG\r\n\x1a\n";

/**
 * Reads the kind and the size of a PNG, GIF or WebP image from its first bytes; null for anything else. By
 * its bytes, not by what it is said to be.
 */
export function imageSize(bytes: Buffer): ImageSize | null {
  const begin = bytes.toString("latin1", 0, 16);
  if (begin.startsWith(PNG)) return sizeOfPng(bytes, begin);
  if (/^GIF8[79]a/.test(begin)) return sizeOfGif(bytes);
  if (begin.startsWith("RIFF") && begin.startsWith("WEBP", 8))
    return sizeOfWebp(bytes, begin.slice(12));
  return null;
}

/** The first chunk is the header. */
function sizeOfPng(bytes: Buffer, begin: string): ImageSize | null {
  if (bytes.length < 24 || begin.slice(12) !== "IHDR") return null;
  return sized("image/png", bytes.readUInt32BE(16), bytes.readUInt32BE(20));
}

function sizeOfGif(bytes: Buffer): ImageSize | null {
  if (bytes.length < 10) return null;
  return sized("image/gif", bytes.readUInt16LE(6), bytes.readUInt16LE(8));
}

/** The first chunk says how the rest is compressed, and where the size stands (RFC 9649). */
function sizeOfWebp(bytes: Buffer, chunk: string): ImageSize | null {
  if (bytes.length < 30) return null;
  switch (chunk) {
    case "VP8 ": {
      if (bytes.readUIntBE(23, 3) !== 0x9d012a) return null;
      // The two highest bits are how it is scaled.
      const [width, height] = [bytes.readUInt16LE(26), bytes.readUInt16LE(28)];
      return sized("image/webp", width & 0x3fff, height & 0x3fff);
    }
    case "VP8L": {
      if (bytes[20] !== 0x2f) return null;
      const bits = bytes.readUInt32LE(21);
      return sized("image/webp", (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case "VP8X":
      return sized("image/webp", bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1);
    default:
      return null;
  }
}

function sized(mediaType: ImageSize["mediaType"], width: number, height: number): ImageSize | null {
  return width > 0 && height > 0 ? { mediaType, width, height } : null;
}
