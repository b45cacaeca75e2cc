import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { masked, networkOf, parseAddress, parseNetwork } from "./address.ts";

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

describe("a network", () => {
  test.each([
    ["198.51.100.7", "198.51.100.7/32"],
    ["198.51.100.7/24", "198.51.100.0/24"],
    [" 10.255.0.0/9 ", "10.128.0.0/9"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["::ffff:198.51.100.7", "198.51.100.7/32"],
    ["2001:DB8::1", "2001:db8::/64"],
    ["2001:db8:1:2:3::/128", "2001:db8:1:2::/64"],
    ["2001:db8:ffff::/36", "2001:db8:f000::/36"],
    ["[2001:db8::1]:443", "2001:db8::/64"],
  ])("is written in one way: %s", (typed, network) => {
    expect(parseNetwork(typed)).toBe(network);
  });

  test.each([
    "",
    "/8",
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/-1",
    "10/8",
    "2001:db8::/129",
    "a/8/8",
  ])("is not %j", (typed) => {
    expect(parseNetwork(typed)).toBeNull();
  });

  test("has one spelling, and is that of the addresses in it", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(64), (text, bits) => {
        const address = parseAddress(text) ?? "";
        const length = address.includes(":") ? bits : Math.min(bits, 32);
        const network = parseNetwork(`${address}/${length}`);
        expect(network).toBe(masked(address, length));
        expect(parseNetwork(network ?? "")).toBe(network);
      }),
    );
  });
});
