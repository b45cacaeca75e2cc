import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HealthMonitor, type HealthState } from "./health.ts";

let database: boolean;
let asked: number;
let tellBus: (isUp: boolean) => void;
let faults: unknown[];
let monitor: HealthMonitor;
let heard: HealthState[];

beforeEach(() => {
  vi.useFakeTimers();
  database = true;
  asked = 0;
  faults = [];
  heard = [];
  monitor = new HealthMonitor({
    askDatabase: async () => {
      asked++;
      return database;
    },
    bus: {
      isUp: true,
      onHealth(listener) {
        tellBus = listener;
        return () => {
          tellBus = () => {};
        };
      },
    },
    onFault: (error) => faults.push(error),
  });
  monitor.onChange((state) => heard.push(state));
});

afterEach(() => {
  monitor.close();
  vi.useRealTimers();
});

test("says when the database goes and when it is back, once each", async () => {
  await vi.advanceTimersByTimeAsync(3_000);
  expect(heard).toEqual([]);
  database = false;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(heard).toEqual([{ database: false, bus: true }]);
  database = true;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(heard).toEqual([
    { database: false, bus: true },
    { database: true, bus: true },
  ]);
  expect(monitor.state).toBe(heard[1]);
});

test("says at once when the bus goes", () => {
  tellBus(false);
  tellBus(false);
  expect(heard).toEqual([{ database: true, bus: false }]);
});

test("a listener that throws keeps nothing from the others, and one that left hears nothing", () => {
  const others: HealthState[] = [];
  const leave = monitor.onChange(() => {
    throw new Error("a listener's own fault");
  });
  monitor.onChange((state) => others.push(state));
  tellBus(false);
  leave();
  tellBus(true);
  expect(others).toHaveLength(2);
  expect(faults).toHaveLength(1);
});

test("asks nobody after it was closed", async () => {
  monitor.close();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toBe(0);
});
