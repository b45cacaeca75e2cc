import fc from "fast-check";
import { expect, test } from "vitest";
import { backOffMs, retryWindowMs } from "./back-off.ts";

test("a pause is anywhere up to a bound that doubles from 0.25 s to 30 s", () => {
  const longest = [1, 2, 3, 4, 8, 20, 2_000].map((attempt) => backOffMs(attempt, () => 1));
  expect(longest).toEqual([250, 500, 1_000, 2_000, 30_000, 30_000, 30_000]);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, r) => {
        const pause = backOffMs(n, () => r);
        expect(pause).toBeGreaterThanOrEqual(0);
        expect(pause).toBeLessThanOrEqual(30_000);
      },
    ),
  );
});

test("the window of a close reason is read, bounded, and absent elsewhere", () => {
  expect(retryWindowMs("retry within 3000 ms")).toBe(3_000);
  expect(retryWindowMs("retry within 999999999 ms")).toBe(600_000);
  expect(retryWindowMs("The server restarts.")).toBeNull();
  expect(retryWindowMs("retry within -5 ms")).toBeNull();
});
