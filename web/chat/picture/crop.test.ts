import { expect, test } from "vitest";
import { middle, squareIn } from "./crop.ts";

test("the square of an image is the largest one in its middle, or nearer, and never beyond its edges", () => {
  const image = { width: 600, height: 400 };
  expect(squareIn(image, middle)).toEqual({ left: 100, top: 0, side: 400 });
  expect(squareIn(image, { zoom: 2, x: 1, y: 0.5 })).toEqual({ left: 400, top: 100, side: 200 });
  expect(squareIn(image, { zoom: 4, x: 0, y: 1 })).toEqual({ left: 0, top: 300, side: 100 });
});
