import { expect, test } from "vitest";
import { judge, metrics, unjudged } from "./bars.ts";
import { figure, median, percentile } from "./figure.ts";

test("a bar holds the figure, or how it stands to its baseline", () => {
  const posts = (value: number) => judge(figure("posts.2", metrics.posted, "/s", value));
  expect(posts(8_000)).toEqual({ bar: "≥ 8000 /s", isReached: true });
  expect(posts(7_990)).toEqual({ bar: "≥ 8000 /s", isReached: false });
  const fanout = (value: number) =>
    judge(figure("fanout.1000.8", metrics.besidePrepared, "µs", value, 2));
  expect(fanout(3)).toEqual({ bar: "≤ 1.5 ×", isReached: true });
  expect(fanout(3.1)).toEqual({ bar: "≤ 1.5 ×", isReached: false });
  expect(judge(figure("posts.2", "something else", "", 1))).toBeNull();
});

test("a bar that no figure is held to is named", () => {
  const posts = figure("posts.2", metrics.posted, "/s", 1);
  expect(unjudged([])).toContain("posts.2: posts acknowledged");
  expect(unjudged([posts])).not.toContain("posts.2: posts acknowledged");
});

test("medians and percentiles", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile(hundred, 0.5)).toBe(50);
  expect(percentile([7], 1)).toBe(7);
});
