import fc from "fast-check";
import { expect, test } from "vitest";
import { masked, parseAddress } from "../accounts/address.ts";
import { Networks, overlap } from "./networks.ts";

const always = () => true;

test("the smallest network that holds counts, of its own kind of address", () => {
  const networks = new Networks([
    ["198.51.100.0/24", "all"],
    ["198.51.100.7/32", "one"],
    ["2001:db8::/32", "six"],
  ]);
  expect(networks.find("198.51.100.7", always)).toBe("one");
  expect(networks.find("198.51.100.7", (value) => value !== "one")).toBe("all");
  expect(networks.find("198.51.100.8", always)).toBe("all");
  expect(networks.find("198.51.101.8", always)).toBeUndefined();
  expect(networks.find("2001:db8:5::1", always)).toBe("six");
  expect(networks.find("::1", always)).toBeUndefined();
  expect(new Networks([]).find("::1", always)).toBeUndefined();
});

test.each([
  ["127.0.0.0/8", "127.0.0.1/32", true],
  ["127.0.0.1/32", "127.0.0.0/8", true],
  ["0.0.0.0/0", "127.0.0.0/8", true],
  ["128.0.0.0/8", "127.0.0.0/8", false],
  ["::/0", "::/64", true],
  ["::/0", "0.0.0.0/0", false],
])("%s and %s have an address in common: %s", (one, other, isSo) => {
  expect(overlap(one, other)).toBe(isSo);
});

test("an address is in each network that begins as it does, and in no other", () => {
  const address = fc.oneof(fc.ipV4(), fc.ipV6()).map((text) => parseAddress(text) ?? "");
  fc.assert(
    fc.property(address, address, fc.nat(32), (one, other, bits) => {
      const network = masked(one, bits);
      const networks = new Networks([[network, true]]);
      expect(networks.find(one, always)).toBe(true);
      const isIn = one.includes(":") === other.includes(":") && masked(other, bits) === network;
      expect(networks.find(other, always) ?? false).toBe(isIn);
    }),
  );
});
