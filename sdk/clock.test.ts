import { afterEach, expect, test, vi } from "vitest";
import { systemClock } from "./clock.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("the system clock is about right", () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
});

test("a device whose clock is set back by hours waits no longer for anything", () => {
  const before = systemClock.now();
  const date = Date.now();
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(date - 6 * 3_600_000);
  expect(Date.now()).toBeLessThan(date - 3_600_000);
  expect(systemClock.now()).toBeGreaterThanOrEqual(before);
});
