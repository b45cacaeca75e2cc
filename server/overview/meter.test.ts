import { expect, test } from "vitest";
import { LatencyMeter } from "./meter.ts";

let nowMs = 1_000_000;
const meterNow = () => new LatencyMeter(() => nowMs);

test("PAN-9: latencies are those of the last minute", () => {
  const meter = meterNow();
  expect(meter.read()).toEqual({ count: 0, p50Ms: null, p99Ms: null });
  for (let count = 0; count < 98; count += 1) meter.took(2);
  meter.took(500);
  meter.took(500);
  const { count, p50Ms, p99Ms } = meter.read();
  expect(count).toBe(100);
  expect(p50Ms).toBeGreaterThanOrEqual(2);
  expect(p50Ms).toBeLessThan(2 * 1.25);
  expect(p99Ms).toBeGreaterThanOrEqual(500);
  expect(p99Ms).toBeLessThan(500 * 1.25);

  nowMs += 30_000;
  meter.took(10);
  expect(meter.read().count).toBe(101);
  nowMs += 30_000;
  expect(meter.read().count).toBe(1);
  nowMs += 3_600_000;
  expect(meter.read().count).toBe(0);
});

test("what took nothing, or very long, is counted too", () => {
  const meter = meterNow();
  meter.took(0);
  meter.took(86_400_000);
  expect(meter.read().count).toBe(2);
});
