import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { networkOf, parseAddress } from "./address.ts";
import { AttemptLimit } from "./attempt-limit.ts";

describe("a limit of attempts", () => {
  test("never lets more through than at once and one an interval, nor makes wait for longer", () => {
    const steps = fc.array(fc.record({ afterMs: fc.nat(30_000), isGivenBack: fc.boolean() }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), steps, (atOnce, attempts) => {
        let now = 1_000_000;
        const limit = new AttemptLimit(atOnce, 10_000, () => now);
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

  test("keeps in mind only who has used some of it", () => {
    let now = 0;
    const limit = new AttemptLimit(3, 1_000, () => now);
    for (let index = 0; index < 100; index++) limit.take(`${index}`);
    expect(limit.size).toBe(100);
    now = 1_000;
    for (let index = 0; index < 100; index++) limit.take(`later ${index}`);
    expect(limit.size).toBe(100);
    limit.giveBack("later 0");
    expect(limit.size).toBe(99);
  });

  test("is of bounded size, and forgets the oldest", () => {
    const limit = new AttemptLimit(1, 1_000_000, () => 0);
    for (let index = 0; index < 60_000; index++) limit.take(`${index}`);
    expect(limit.size).toBe(50_000);
    expect(limit.take("59999")).toBe(1_000_000);
    expect(limit.take("0")).toBe(0);
  });

  test("makes nobody wait for longer when the clock is set back", () => {
    let now = 100_000_000;
    const limit = new AttemptLimit(2, 1_000, () => now);
    limit.take("key");
    limit.take("key");
    now = 0;
    expect(limit.take("key")).toBe(1_000);
  });
});

describe("an address", () => {
  test.each([
    ["203.0.113.8", "203.0.113.8", "203.0.113.8"],
    ["203.0.113.8:4000", "203.0.113.8", "203.0.113.8"],
    ["::ffff:203.0.113.8", "203.0.113.8", "203.0.113.8"],
    ["::ffff:cb00:7108", "203.0.113.8", "203.0.113.8"],
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1", "2001:db8::/64"],
    ["[2001:db8:1:2:3::4]:443", "2001:db8:1:2:3::4", "2001:db8:1:2::/64"],
    ["fe80::1%eth0", "fe80::1", "fe80::/64"],
    ["[fe80::1%25eth0]", "fe80::1", "fe80::/64"],
    ["::1", "::1", "::/64"],
  ])("written %j is %s, of the visitor %s", (text, address, network) => {
    expect(parseAddress(text)).toBe(address);
    expect(networkOf(address)).toBe(network);
  });

  test.each([
    "",
    "unknown",
    "10.1",
    "1.2.3.4.5",
    "01.2.3.4",
    "0x7f.0.0.1",
    "[1.2.3.4",
    "::g",
    ":80",
  ])("is not %j", (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  test("has one spelling", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const address = parseAddress(text);
        expect(address).not.toBeNull();
        expect(parseAddress(address ?? "")).toBe(address);
        expect(parseAddress(`[${text}]:80`)).toBe(address);
      }),
    );
  });
});
