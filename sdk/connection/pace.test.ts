import { limits } from "@roost/protocol/limits.ts";
import { expect, test } from "vitest";
import { FakeClock } from "../testing/fake-clock.ts";
import { Pace } from "./pace.ts";

test("a client that sends whatever it may stays below the server's rate", () => {
  const clock = new FakeClock();
  let sent = 0;
  const sendAll = () => {
    while (pace.take()) sent += 1;
  };
  const pace = new Pace(clock, sendAll);
  sendAll();
  expect(sent).toBeLessThanOrEqual(limits.upFramesBurst - 10);
  const burst = sent;
  expect(burst).toBeGreaterThan(limits.upFramesBurst / 2);
  clock.advance(60_000);
  expect(sent - burst).toBeLessThan(limits.upFramesPerSecond * 60);
  expect(sent - burst).toBeGreaterThan(limits.upFramesPerSecond * 60 * 0.8);
});

test("a new connection begins with a whole burst, and a stopped one leaves no timer", () => {
  const clock = new FakeClock();
  const pace = new Pace(clock, () => {});
  while (pace.take());
  expect(clock.pending).toBe(1);
  pace.stop();
  expect(clock.pending).toBe(0);
  pace.restart();
  expect(pace.take()).toBe(true);
});
