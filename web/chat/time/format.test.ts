import { describe, expect, test } from "vitest";
import { english, german } from "../language/testing/languages.ts";
import { formatBrief, formatDay, formatSince, isSameDay } from "./format.ts";

const now = new Date(2026, 2, 12, 9, 0);
const at = (...parts: [number, number, number, number?, number?]) =>
  new Date(...parts).toISOString();

describe("a day separator", () => {
  test.each([
    [at(2026, 2, 12, 0, 1), "Today"],
    [at(2026, 2, 11, 23, 59), "Yesterday"],
    [at(2026, 2, 6, 12), "Friday"],
  ])("%s is %s", (iso, expected) => {
    expect(formatDay(iso, now, english)).toBe(expected);
  });

  test("names the date when the week is over, and the year when the year is", () => {
    expect(formatDay(at(2026, 2, 5), now, english)).toMatch(/^Thursday.*March|^Thursday.*5/);
    expect(formatDay(at(2025, 11, 24), now, english)).toContain("2025");
  });
});

test("the margin of a list says as little as is clear", () => {
  expect(formatBrief(at(2026, 2, 12, 8, 5), now, english)).toMatch(/8:05/);
  expect(formatBrief(at(2026, 2, 11, 8, 5), now, english)).toBe("Yesterday");
  expect(formatBrief(at(2026, 2, 9), now, english)).toBe("Mon");
  expect(formatBrief(at(2026, 0, 9), now, english)).toMatch(/Jan/);
});

test("a clock that runs ahead is still today", () => {
  expect(formatBrief(at(2026, 2, 13, 0, 1), now, english)).toMatch(/:01/);
});

test("midnight parts two days", () => {
  expect(isSameDay(at(2026, 2, 11, 23, 59), at(2026, 2, 12, 0, 0))).toBe(false);
  expect(isSameDay(at(2026, 2, 12, 0, 0), at(2026, 2, 12, 23, 59))).toBe(true);
});

test("days are called as in German", () => {
  expect(formatDay(at(2026, 2, 12, 1), now, german)).toBe("Heute");
  expect(formatDay(at(2026, 2, 11, 1), now, german)).toBe("Gestern");
  expect(formatDay(at(2026, 2, 6, 12), now, german)).toBe("Freitag");
  expect(formatDay(at(2026, 2, 5), now, german)).toBe("Donnerstag, 5. März");
  expect(formatBrief(at(2025, 11, 24), now, german)).toBe("24. Dez. 25");
  expect(formatSince(at(2026, 2, 11, 1), now, german)).toBe("gestern");
});
