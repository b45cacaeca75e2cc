import { expect, test } from "vitest";
import { returnWindow } from "./return-window.ts";

test("the window is the setting, and longer for a node with many connections", () => {
  expect(returnWindow(3_000, 0)).toBe(3_000);
  expect(returnWindow(3_000, 7_500)).toBe(3_000);
  expect(returnWindow(3_000, 50_000)).toBe(20_000);
  expect(returnWindow(0, 1)).toBe(1);
});
