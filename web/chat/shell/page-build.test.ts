import { expect, test } from "vitest";
import { isNewer } from "./page-build.ts";

const monday = { script: "/assets/index-a.js", builtAt: Date.parse("2026-03-02T10:00:00Z") };
const friday = { script: "/assets/index-b.js", builtAt: Date.parse("2026-03-06T10:00:00Z") };

test("an upgrade is a build with other code, of a later time", () => {
  expect(isNewer(friday, monday)).toBe(true);
});

test("a node that still serves an older build offers nothing", () => {
  expect(isNewer(monday, friday)).toBe(false);
});

test("the same code is no upgrade, whenever a node has built it", () => {
  expect(isNewer({ ...monday, builtAt: friday.builtAt }, monday)).toBe(false);
});

test("a page that does not say of which build it is offers nothing and is offered nothing", () => {
  expect(isNewer(null, monday)).toBe(false);
  expect(isNewer(friday, null)).toBe(false);
});
