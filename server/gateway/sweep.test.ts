import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { HealthState } from "../health.ts";
import { Sweep } from "./sweep.ts";

let looks: boolean[];
let state: HealthState;
let change: (next: HealthState) => void;
let sweep: Sweep;

beforeEach(() => {
  vi.useFakeTimers();
  looks = [];
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
  sweep = new Sweep(health, async (isAll) => {
    looks.push(isAll);
  });
});
afterEach(() => {
  sweep.close();
  vi.useRealTimers();
});

test("GAP-4: it looks every ten seconds, and every second while the bus is away", async () => {
  await vi.advanceTimersByTimeAsync(30_500);
  expect(looks).toEqual([false, false, false]);
  change({ database: true, bus: false });
  await vi.advanceTimersByTimeAsync(3_500);
  expect(looks).toHaveLength(6);
});

test("GAP-4, HLT-3: it looks at once when the bus or the database is back, and for all after the bus", async () => {
  change({ database: false, bus: false });
  change({ database: true, bus: false });
  expect(looks).toEqual([false]);
  change({ database: true, bus: true });
  expect(looks).toEqual([false, true]);
  await vi.advanceTimersByTimeAsync(10_500);
  expect(looks).toEqual([false, true, false]);
});

test("what the bus lost while the database was away, too, is looked for once that is back", async () => {
  change({ database: false, bus: false });
  change({ database: false, bus: true });
  change({ database: true, bus: true });
  expect(looks).toEqual([true, true]);
  await vi.advanceTimersByTimeAsync(10_500);
  expect(looks).toEqual([true, true, false]);
});

test("it ends", async () => {
  sweep.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toEqual([]);
});
