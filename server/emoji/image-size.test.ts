import { expect, test } from "vitest";
import { gifOf, pngOf, webpOf } from "../testing/images.ts";
import { imageSize } from "./image-size.ts";

test("EMO-2: an image is what its bytes say, and as large", () => {
  expect(imageSize(pngOf(3, 500))).toEqual({ mediaType: "image/png", width: 3, height: 500 });
  expect(imageSize(gifOf(64, 300))).toEqual({ mediaType: "image/gif", width: 64, height: 300 });
  for (const kind of ["VP8 ", "VP8L", "VP8X"] as const) {
    const size = { mediaType: "image/webp", width: 513, height: 16 };
    expect(imageSize(webpOf(kind, 513, 16)), kind).toEqual(size);
  }
});

test("EMO-2: anything else is no image", () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Array.from({ length: 40 }, () => 0)]);
  const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' width='16' height='16'/>");
  const odd = Buffer.from(webpOf("VP8X", 8));
  odd.write("VP9 ", 12, "latin1");
  const noHeader = Buffer.from(pngOf(8));
  noHeader.write("IDAT", 12, "latin1");
  for (const bytes of [Buffer.alloc(0), jpeg, svg, odd, noHeader, gifOf(0), pngOf(8, 0)]) {
    expect(imageSize(bytes)).toBeNull();
  }
});

test("EMO-2: an image that ends anywhere in its beginning is none, and breaks nothing", () => {
  const whole = [pngOf(8), gifOf(8), webpOf("VP8 ", 8), webpOf("VP8L", 8), webpOf("VP8X", 8)];
  for (const bytes of whole) {
    for (let length = 0; length < 40; length += 1) {
      const size = imageSize(bytes.subarray(0, length));
      if (size) expect(size).toMatchObject({ width: 8, height: 8 });
    }
  }
});
