import { chunkOf, pixelsOf, pngWith } from "./images.ts";

/** Red, green and blue of one frame after the other. */
type Frames = readonly (readonly [number, number, number])[];

const side = 16;
const frameMs = 60;

/** Images of which each frame has one colour, for ever: in each of the three ways that there are. */
export const movingImages = { png: movingPng, gif: movingGif, webp: movingWebp };

function movingPng(frames: Frames): Buffer<ArrayBuffer> {
  let sequence = 0;
  const numbered = (length: number) => {
    const bytes = Buffer.alloc(length);
    bytes.writeUInt32BE(sequence++, 0);
    return bytes;
  };
  const count = Buffer.alloc(8);
  count.writeUInt32BE(frames.length, 0);
  const chunks = frames.flatMap((colour, index) => {
    const control = numbered(26);
    control.writeUInt32BE(side, 4);
    control.writeUInt32BE(side, 8);
    control.writeUInt16BE(frameMs, 20);
    control.writeUInt16BE(1_000, 22);
    const pixels = pixelsOf(side, side, colour);
    const frame =
      index === 0 ? chunkOf("IDAT", pixels) : chunkOf("fdAT", Buffer.concat([numbered(4), pixels]));
    return [chunkOf("fcTL", control), frame];
  });
  return pngWith(side, side, chunkOf("acTL", count), ...chunks);
}

function movingGif(frames: Frames): Buffer<ArrayBuffer> {
  const header = [...Buffer.from("GIF89a"), side, 0, side, 0, 0, 0, 0];
  const forEver = [0x21, 0xff, 11, ...Buffer.from("NETSCAPE2.0"), 3, 1, 0, 0, 0];
  const images = frames.flatMap((colour) => [
    ...[0x21, 0xf9, 4, 0, frameMs / 10, 0, 0, 0],
    // With a palette of its own, of two colours.
    ...[0x2c, 0, 0, 0, 0, side, 0, side, 0, 0x80, ...colour, 0, 0, 0],
    ...[2, ...blocksOf(zeros(side * side)), 0],
  ]);
  return Buffer.from([...header, ...forEver, ...images, 0x3b]);
}

/** So many pixels of the first colour, never compressed: the table is cleared before a code gets longer. */
function zeros(count: number): number[] {
  const [clear, end] = [4, 5];
  const codes = Array.from({ length: count }, (_, index) => (index % 2 === 0 ? [clear, 0] : [0]));
  return packed([...codes.flat(), end].map((code) => [code, 3]));
}

function blocksOf(bytes: readonly number[]): number[] {
  if (bytes.length === 0) return [];
  const block = bytes.slice(0, 255);
  return [block.length, ...block, ...blocksOf(bytes.slice(255))];
}

function movingWebp(frames: Frames): Buffer<ArrayBuffer> {
  const canvas = [0x02, 0, 0, 0, ...threeBytes(side - 1), ...threeBytes(side - 1)];
  const images = frames.map((colour) => {
    const place = [0, 0, 0, 0, 0, 0, ...threeBytes(side - 1), ...threeBytes(side - 1)];
    return riff("ANMF", [...place, ...threeBytes(frameMs), 0, ...riff("VP8L", oneColour(colour))]);
  });
  const animation = riff("ANIM", [0, 0, 0, 0, 0, 0]);
  const parts = [...riff("VP8X", canvas), ...animation, ...images.flat()];
  return Buffer.from(riff("RIFF", [...Buffer.from("WEBP"), ...parts]));
}

/** A lossless image: each channel has a code with one symbol, which takes no bits for a pixel. */
function oneColour([red, green, blue]: Frames[number]): number[] {
  const symbol = (value: number): [number, number][] => [
    [1, 1],
    [0, 1],
    [1, 1],
    [value, 8],
  ];
  return [
    0x2f,
    ...packed([
      [side - 1, 14],
      [side - 1, 14],
      // No alpha, version 0; neither transforms, nor a cache, nor more than one group of codes.
      [0, 1 + 3 + 1 + 1 + 1],
      ...[green, red, blue, 255].flatMap(symbol),
      // The distances, of which there are none.
      [1, 1],
      [0, 3],
    ]),
  ];
}

function riff(type: string, bytes: readonly number[]): number[] {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  return [...Buffer.from(type), ...size, ...bytes, ...(bytes.length % 2 === 0 ? [] : [0])];
}

const threeBytes = (value: number) => [value & 0xff, (value >> 8) & 0xff, value >> 16];

/** Values of so many bits each, the lowest bit of the first one first. */
function packed(values: readonly (readonly [value: number, bits: number])[]): number[] {
  const bits = values.flatMap(([value, count]) =>
    Array.from({ length: count }, (_, index) => (value >> index) & 1),
  );
  return Array.from({ length: Math.ceil(bits.length / 8) }, (_, byte) =>
    bits.slice(byte * 8, byte * 8 + 8).reduce((sum, bit, index) => sum | (bit << index), 0),
  );
}
