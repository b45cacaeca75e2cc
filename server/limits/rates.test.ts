import { namesOfRates, type Rate, rates } from "@roost/protocol/rates.ts";
import { type Operation, rights } from "@roost/protocol/rights.ts";
import { frameOperations } from "@roost/protocol/up.ts";
import { describe, expect, test } from "vitest";
import { Refusal } from "../refusal.ts";
import { RateLimits } from "./rate-limits.ts";

const operations = Object.keys(rights) as Operation[];

/** How often in a row something may be done before it is refused, and with what. */
function untilRefused(limits: RateLimits, operation: Operation, asker: object, most = 100_000) {
  for (let count = 0; count < most; count += 1) {
    try {
      limits.take(operation, asker);
    } catch (error) {
      return { count, refusal: error as Refusal };
    }
  }
  throw new Error(`"${operation}" was never refused`);
}

test("LIM-10: every operation has one rate, those of frames too", () => {
  const names = namesOfRates();
  expect([...names.keys()].sort()).toEqual([...operations].sort());
  for (const operation of Object.values(frameOperations)) {
    expect((rates[names.get(operation) as keyof typeof rates] as Rate).person).not.toBeNull();
  }
});

describe("LIM-10: what is done too often in a short time", () => {
  const counted = operations.flatMap((operation) => {
    const { person, address }: Rate = rates[namesOfRates().get(operation) as keyof typeof rates];
    return [
      ...(person ? [{ operation, of: "person", asker: { userId: "ann" }, bucket: person }] : []),
      ...(address
        ? [{ operation, of: "address", asker: { network: "10.0.0.1" }, bucket: address }]
        : []),
    ];
  });

  test.each(counted)("$operation of one $of is refused with a time, and is right then", (one) => {
    const { operation, asker, bucket } = one;
    let now = 0;
    const limits = new RateLimits(100, () => now);
    const { count, refusal } = untilRefused(limits, operation, asker);
    expect(count).toBe(bucket.atOnce);
    expect(refusal).toMatchObject({ code: "request.rate_limited" });
    expect(refusal.retryAfterMs).toBe(Math.ceil(1_000 / bucket.perSecond));
    expect(refusal.detail).toContain(`${bucket.atOnce} at once`);
    now += refusal.retryAfterMs as number;
    limits.take(operation, asker);
    now += 1_000_000_000;
    expect(untilRefused(limits, operation, asker).count).toBe(bucket.atOnce);
  });

  test("one person's does not count for another, nor one kind for another", () => {
    const limits = new RateLimits(100, () => 0);
    untilRefused(limits, "createRoom", { userId: "ann" });
    expect(untilRefused(limits, "createRoom", { userId: "ben" }).count).toBe(30);
    expect(untilRefused(limits, "post", { userId: "ann" }).count).toBe(100);
  });

  test("who floods takes nothing from the others at the same address", () => {
    const limits = new RateLimits(100, () => 0);
    const network = "10.0.0.1";
    for (let flood = 0; flood < 5_000; flood += 1) {
      try {
        limits.take("post", { userId: "mallory", network });
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }
    expect(untilRefused(limits, "post", { userId: "ann", network }).count).toBe(100);
  });

  test("a refusal of the address counts nothing for the person", () => {
    const limits = new RateLimits(100, () => 0);
    untilRefused(limits, "createRoom", { network: "10.0.0.1" });
    const asker = { userId: "ann", network: "10.0.0.1" };
    expect(untilRefused(limits, "createRoom", asker)).toMatchObject({
      count: 0,
      refusal: { detail: expect.stringContaining("your address") },
    });
    expect(untilRefused(limits, "createRoom", { userId: "ann" }).count).toBe(30);
  });
});

test("LIM-10: a server scales all rates, or has none", () => {
  const tenth = new RateLimits(10, () => 0);
  const { count, refusal } = untilRefused(tenth, "post", { userId: "ann" });
  expect([count, refusal.retryAfterMs]).toEqual([10, 1_000]);
  expect(untilRefused(new RateLimits(1, () => 0), "createRoom", { userId: "ann" }).count).toBe(1);
  const none = new RateLimits(0, () => 0);
  expect(() => untilRefused(none, "createRoom", { userId: "ann" })).toThrow("never refused");
});

describe("nobody notices", () => {
  const person = { userId: "ann", network: "10.0.0.1" };

  test("who pastes ten messages, types fast and reacts, for an hour", () => {
    let now = 0;
    const limits = new RateLimits(100, () => now);
    for (let minute = 0; minute < 60; minute += 1) {
      for (let pasted = 0; pasted < 10; pasted += 1) limits.take("post", person);
      for (let second = 0; second < 60; second += 1, now += 1_000) {
        limits.take("post", person);
        limits.take("react", person);
        limits.take("setDraft", person);
        for (let read = 0; read < 4; read += 1) limits.take("markRead", person);
        limits.take("messages", person);
      }
    }
  });

  test("a bot that says five things a second, for an hour", () => {
    let now = 0;
    const limits = new RateLimits(100, () => now);
    for (let count = 0; count < 5 * 3_600; count += 1, now += 200) limits.take("post", person);
  });

  test("a house of 500 people behind one address, who all come back at once", () => {
    const limits = new RateLimits(100, () => 0);
    for (let index = 0; index < 500; index += 1) {
      const asker = { userId: `user ${index}`, network: "10.0.0.1" };
      for (let tab = 0; tab < 3; tab += 1) {
        limits.take("connect", { network: asker.network });
        limits.take("token", { network: asker.network });
        for (let page = 0; page < 6; page += 1) limits.take("messages", asker);
      }
      for (let post = 0; post < 3; post += 1) limits.take("post", asker);
    }
  });
});
