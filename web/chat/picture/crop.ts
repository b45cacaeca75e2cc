/** Which square of an image is shown. */
export interface Crop {
  /** How many times larger than the largest square that fits. */
  zoom: number;
  /** Where between its left and right end, and its upper and lower one: 0 to 1. */
  x: number;
  y: number;
}

export const middle: Crop = { zoom: 1, x: 0.5, y: 0.5 };

/** The square, in pixels of the image. */
export function squareIn(
  { width, height }: { width: number; height: number },
  { zoom, x, y }: Crop,
): { left: number; top: number; side: number } {
  const side = Math.min(width, height) / zoom;
  return { left: (width - side) * x, top: (height - side) * y, side };
}
