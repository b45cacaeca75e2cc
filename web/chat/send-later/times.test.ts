import { expect, test } from "vitest";
import { nextTimes } from "./times.ts";

const shown = (now: Date) =>
  nextTimes(now).map(({ name, at }) => `${name} ${at.toDateString()} ${at.getHours()}`);

test("times ahead are offered as the clock of this place has them", () => {
  // A Friday.
  expect(shown(new Date(2026, 10, 27, 8))).toEqual([
    "today Fri Nov 27 2026 14",
    "tomorrow Sat Nov 28 2026 9",
    "monday Mon Nov 30 2026 9",
  ]);
  expect(shown(new Date(2026, 10, 27, 13))).toEqual([
    "tomorrow Sat Nov 28 2026 9",
    "monday Mon Nov 30 2026 9",
  ]);
});

test("on a Sunday tomorrow is Monday, and on a Monday the next one is meant", () => {
  expect(shown(new Date(2026, 10, 29, 20))).toEqual(["tomorrow Mon Nov 30 2026 9"]);
  expect(shown(new Date(2026, 10, 30, 20))).toEqual([
    "tomorrow Tue Dec 01 2026 9",
    "monday Mon Dec 07 2026 9",
  ]);
});
