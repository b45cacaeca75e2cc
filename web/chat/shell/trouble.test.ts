import type { ConnectionStatus } from "@roost/sdk";
import { expect, test } from "vitest";
import { troubleOf } from "./trouble.ts";

const well = { database: true, bus: true };
const live: ConnectionStatus = { state: "live", since: 0 };
const waiting: ConnectionStatus = { state: "waiting", attempt: 2, retryAt: 0, reason: "Cut." };

test("all is well on a live connection, and while the first one begins", () => {
  expect(troubleOf(live, well)).toBeNull();
  expect(troubleOf({ state: "idle" }, well)).toBeNull();
  expect(troubleOf({ state: "connecting", attempt: 1 }, well)).toBeNull();
  expect(troubleOf({ state: "connecting", attempt: 2 }, well)).toBe("offline");
});

test("of several troubles the worst counts", () => {
  const none = { database: false, bus: false };
  expect(troubleOf(waiting, none)).toBe("offline");
  expect(troubleOf(live, none)).toBe("database");
  expect(troubleOf(live, { database: false, bus: true })).toBe("database");
  expect(troubleOf(live, { database: true, bus: false })).toBe("bus");
});
