import { expect, test } from "vitest";
import { endOf } from "./spans.ts";

const now = new Date(2026, 9, 24, 22, 15);

test.each([
  ["30-minutes", new Date(2026, 9, 24, 22, 45)],
  ["1-hour", new Date(2026, 9, 24, 23, 15)],
  ["4-hours", new Date(now.getTime() + 4 * 3_600_000)],
  ["tomorrow", new Date(2026, 9, 25, 8)],
  ["week", new Date(2026, 9, 31, 8)],
] as const)("%s from now ends when people expect it, also where clocks change", (span, end) => {
  expect(endOf(span, now)).toEqual(end);
});
