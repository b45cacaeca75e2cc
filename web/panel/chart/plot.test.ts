import { expect, test } from "vitest";
import { linesOf, nearest, topOf } from "./plot.ts";

const frame = { from: 0, to: 100, top: 10 };

test("lines have a gap where nothing was measured", () => {
  const points = [
    { at: 0, value: 0 },
    { at: 10, value: 10 },
    { at: 20, value: null },
    { at: 30, value: 5 },
    { at: 90, value: 5 },
    { at: 100, value: 10 },
  ];
  expect(linesOf(points, frame, 20)).toEqual([
    "M0 1000L100 0",
    "M300 500L300 500",
    "M900 500L1000 0",
  ]);
});

test("a chart reaches to a round number above all", () => {
  expect([[], [0], [0.3], [1], [3], [120], [501]].map(topOf)).toEqual([1, 1, 0.3, 1, 3, 150, 600]);
});

test("the nearest point is one that was measured", () => {
  const points = [
    { at: 0, value: 1 },
    { at: 10, value: null },
    { at: 30, value: 3 },
  ];
  expect(nearest(points, 11)).toEqual({ at: 0, value: 1 });
  expect(nearest(points, 40)).toEqual({ at: 30, value: 3 });
  expect(nearest([], 1)).toBeNull();
});
