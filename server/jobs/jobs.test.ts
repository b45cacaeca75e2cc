import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startJobs } from "./jobs.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const fail = (error: unknown) => {
  throw error;
};

test("a job runs at its interval, first at a random moment of it", async () => {
  let runs = 0;
  const job = { run: async () => runs++, everyMs: 1_000 };
  const jobs = startJobs([job], fail, () => 0.25);
  await vi.advanceTimersByTimeAsync(249);
  expect(runs).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(runs).toBe(1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(runs).toBe(4);
  await jobs.stop();
});

test("a run that fails is told, and the next one comes", async () => {
  const faults: unknown[] = [];
  const away = new Error("the database is away");
  const job = { run: () => Promise.reject(away), everyMs: 1_000 };
  const jobs = startJobs(
    [job],
    (error) => faults.push(error),
    () => 0,
  );
  await vi.advanceTimersByTimeAsync(1_500);
  expect(faults).toEqual([away, away]);
  await jobs.stop();
});

test("a run does not begin before the last one has ended, and stopping waits for it", async () => {
  let runs = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const run = () => {
    runs++;
    return promise;
  };
  const jobs = startJobs([{ run, everyMs: 1_000 }], fail, () => 0);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs).toBe(1);
  let isStopped = false;
  const stopped = jobs.stop().then(() => {
    isStopped = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(isStopped).toBe(false);
  resolve();
  await stopped;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs).toBe(1);
});
