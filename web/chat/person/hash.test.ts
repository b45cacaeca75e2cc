import { expect, test } from "vitest";
import { hashOf } from "./hash.ts";

test("ids that differ in one letter are spread over all remainders", () => {
  const ids = Array.from(
    { length: 2_400 },
    (_, index) => `01980000-0000-7000-8000-${String(index).padStart(12, "0")}`,
  );
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(hashOf(id) % 24, (counts.get(hashOf(id) % 24) ?? 0) + 1);
  expect(counts.size).toBe(24);
  expect(Math.max(...counts.values())).toBeLessThan(150);
  expect(Math.min(...counts.values())).toBeGreaterThan(60);
});
