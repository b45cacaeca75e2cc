import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Buckets } from "./buckets.ts";

describe("buckets", () => {
  test("never lets more through than at once and one an interval, nor makes wait for longer", () => {
    const steps = fc.array(fc.record({ afterMs: fc.nat(30_000), isGivenBack: fc.boolean() }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), steps, (atOnce, attempts) => {
        let now = 1_000_000;
        const limit = new Buckets(atOnce, 10_000, () => now);
        let counted = 0;
        for (const { afterMs, isGivenBack } of attempts) {
          now += afterMs;
          const waitMs = limit.take("key");
          expect(waitMs).toBeLessThanOrEqual(10_000);
          if (waitMs > 0) continue;
          if (isGivenBack) limit.giveBack("key");
          else counted++;
          expect(counted).toBeLessThanOrEqual(atOnce + (now - 1_000_000) / 10_000);
        }
        now += limit.take("key");
        expect(limit.take("key")).toBeLessThanOrEqual(10_000);
      }),
    );
  });

  test("what is spent beyond what is there is paid back, up to a bound", () => {
    let now = 0;
    const limit = new Buckets(3, 1_000, () => now, 2);
    limit.spend("key", 4);
    expect(limit.take("key")).toBe(2_000);
    limit.spend("key", 1_000);
    expect(limit.take("key")).toBe(3_000);
    now = 3_000;
    expect([limit.take("key"), limit.take("key")]).toEqual([0, 1_000]);
  });

  test("keeps in mind only who has used some of it", () => {
    let now = 0;
    const limit = new Buckets(3, 1_000, () => now);
    for (let index = 0; index < 100; index++) limit.take(`${index}`);
    expect(limit.size).toBe(100);
    now = 1_000;
    for (let index = 0; index < 100; index++) limit.take(`later ${index}`);
    expect(limit.size).toBe(100);
    limit.giveBack("later 0");
    expect(limit.size).toBe(99);
  });

  test("is of bounded size, and forgets the oldest", () => {
    const limit = new Buckets(1, 1_000_000, () => 0);
    for (let index = 0; index < 60_000; index++) limit.take(`${index}`);
    expect(limit.size).toBe(50_000);
    expect(limit.take("59999")).toBe(1_000_000);
    expect(limit.take("0")).toBe(0);
  });

  test("makes nobody wait for longer when the clock is set back", () => {
    let now = 100_000_000;
    const limit = new Buckets(2, 1_000, () => now);
    limit.take("key");
    limit.take("key");
    now = 0;
    expect(limit.take("key")).toBe(1_000);
  });
});
