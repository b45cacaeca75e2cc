import { expect, test } from "vitest";
import { safePath } from "./safe-path.ts";

test.each([
  ["/rooms/a", "/rooms/a"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["", "/"],
  [null, "/"],
])("%s leads to %s", (next, path) => {
  expect(safePath(next)).toBe(path);
});
