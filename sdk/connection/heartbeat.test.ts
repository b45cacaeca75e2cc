import { beforeEach, expect, test, vi } from "vitest";
import { FakeClock } from "../testing/fake-clock.ts";
import { Heartbeat } from "./heartbeat.ts";

let clock: FakeClock;
const ping = vi.fn();
const giveUp = vi.fn();
let heartbeat: Heartbeat;

beforeEach(() => {
  ping.mockClear();
  giveUp.mockClear();
  clock = new FakeClock();
  heartbeat = new Heartbeat({ clock, intervalMs: 25_000, timeoutMs: 60_000, ping, giveUp });
});

test("a quiet connection is pinged at the interval, and lives while it answers", () => {
  for (let round = 1; round <= 5; round += 1) {
    clock.advance(25_000);
    expect(ping).toHaveBeenCalledTimes(round);
    heartbeat.heard();
  }
  expect(giveUp).not.toHaveBeenCalled();
});

test("traffic in both directions needs no ping; in one direction it does", () => {
  for (let second = 0; second < 60; second += 1) {
    clock.advance(1_000);
    heartbeat.heard();
    heartbeat.said();
  }
  expect(ping).not.toHaveBeenCalled();
  for (let second = 0; second < 50; second += 1) {
    clock.advance(1_000);
    heartbeat.heard();
  }
  expect(ping).toHaveBeenCalledTimes(2);
});

test("an unanswered ping ends the connection after 10 s, once", () => {
  clock.advance(34_999);
  expect(giveUp).not.toHaveBeenCalled();
  clock.advance(1);
  expect(giveUp).toHaveBeenCalledTimes(1);
  clock.advance(100_000);
  expect(giveUp).toHaveBeenCalledTimes(1);
});

test("a probe asks at once, and gives up sooner", () => {
  heartbeat.probe();
  expect(ping).toHaveBeenCalledTimes(1);
  clock.advance(3_999);
  expect(giveUp).not.toHaveBeenCalled();
  heartbeat.heard();
  clock.advance(10_000);
  expect(giveUp).not.toHaveBeenCalled();
  heartbeat.probe();
  clock.advance(4_000);
  expect(giveUp).toHaveBeenCalledTimes(1);
});

test("silence ends it at the timeout also where the interval is longer", () => {
  heartbeat.stop();
  const slow = new Heartbeat({ clock, intervalMs: 90_000, timeoutMs: 60_000, ping, giveUp });
  clock.advance(59_999);
  expect(giveUp).not.toHaveBeenCalled();
  clock.advance(1);
  expect(giveUp).toHaveBeenCalledTimes(1);
  slow.stop();
});

test("stopped, it leaves no timer", () => {
  heartbeat.probe();
  heartbeat.stop();
  expect(clock.pending).toBe(0);
});
