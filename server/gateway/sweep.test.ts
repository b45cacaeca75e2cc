import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { HealthState } from "../health.ts";
import { Sweep } from "./sweep.ts";

let looks: number;
let state: HealthState;
let change: (next: HealthState) => void;
let sweep: Sweep;

beforeEach(() => {
  vi.useFakeTimers();
  looks = 0;
  state = { database: true, bus: true };
  const health = {
    get state() {
      return state;
    },
    onChange: (listener: (next: HealthState) => void) => {
      change = (next) => {
        state = next;
        listener(next);
      };
      return () => {};
    },
  };
  sweep = new Sweep(health, async () => {
    looks += 1;
  });
});
afterEach(() => {
  sweep.close();
  vi.useRealTimers();
});

test("GAP-4: it looks every ten seconds, and every second while the bus is away", async () => {
  await vi.advanceTimersByTimeAsync(30_500);
  expect(looks).toBe(3);
  change({ database: true, bus: false });
  await vi.advanceTimersByTimeAsync(3_500);
  expect(looks).toBe(6);
});

test("GAP-4, HLT-3: it looks at once when the bus or the database is back", async () => {
  change({ database: false, bus: false });
  change({ database: true, bus: false });
  expect(looks).toBe(1);
  change({ database: true, bus: true });
  expect(looks).toBe(2);
  await vi.advanceTimersByTimeAsync(10_500);
  expect(looks).toBe(3);
});

test("it ends", async () => {
  sweep.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toBe(0);
});
