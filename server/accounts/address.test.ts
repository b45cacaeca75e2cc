import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { networkOf, parseAddress } from "./address.ts";

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
