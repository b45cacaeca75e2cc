import { expect, test } from "vitest";
import { previewOf } from "./preview.ts";

test.each([
  ["**Final** count: *57* terns", "Final count: 57 terns"],
  ["> quoted\n\nanswer", "quoted answer"],
  ["1. first\n2. second", "first second"],
  ["```ts\nconst a = 1;\n```", "const a = 1;"],
  ["see [the map](https://x.org/m)", "see the map"],
  ["snake_case_name stays", "snake_case_name stays"],
  ["2 * 3 * 4", "2 * 3 * 4"],
  ["~~old~~ `new`", "old new"],
])("%j is shown as %j", (body, preview) => {
  expect(previewOf(body)).toBe(preview);
});

test("a long body is cut, fast", () => {
  expect(previewOf("*_".repeat(5_000)).length).toBeLessThanOrEqual(160);
});
