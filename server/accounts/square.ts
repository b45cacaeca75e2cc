import { limits } from "@roost/protocol/limits.ts";
import sharp from "sharp";
import { Refusal } from "../refusal.ts";

/** Pixels of the sides of a picture. */
export const pictureSide = 256;

// Of all that the library reads, these alone: the fewest decoders see what strangers send.
const decoders = ["Png", "Jpeg", "Webp"].map((format) => `VipsForeignLoad${format}Buffer`);
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: decoders });
// One image has one thread, and posts keep the others.
sharp.concurrency(1);
sharp.cache(false);

/**
 * The middle of an image, upright, as a WebP without anything that the camera or a program wrote beside it. What it is, is
 * read from its bytes. Throws `picture.invalid` and `picture.too_large`.
 */
export async function squareOf(image: Buffer): Promise<Buffer> {
  const { picturePixels: max } = limits;
  const { width, height } = await readable(() => sharp(image).metadata());
  if (width > max || height > max) {
    throw new Refusal(
      "picture.too_large",
      `The image has ${width} × ${height} pixels; ${max} × ${max} is the most.`,
    );
  }
  return readable(() =>
    sharp(image, { limitInputPixels: max * max, failOn: "error" })
      .autoOrient()
      .resize(pictureSide, pictureSide, { fit: "cover" })
      .webp({ quality: 85 })
      .toBuffer(),
  );
}

/** The library names no kinds of errors; whatever keeps it from reading an image is the image's. */
async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new Refusal("picture.invalid", "Send a PNG, JPEG or WebP that is whole.");
  }
}
