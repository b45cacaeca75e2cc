import { expect, test } from "vitest";
import { pathInRoost } from "./path-in-roost.ts";

test.each([
  ["https://chat.example.org/rooms/a/12", "/rooms/a/12"],
  ["https://chat.example.org/api/docs", null],
  ["https://chat.example.org.evil.example/rooms/a", null],
  ["http://chat.example.org/rooms/a", null],
  ["mailto:ada@example.org", null],
])("%s opens at %s of this page", (href, path) => {
  expect(pathInRoost(href, "https://chat.example.org")).toBe(path);
});
