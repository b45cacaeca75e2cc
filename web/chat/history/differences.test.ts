import fc from "fast-check";
import { expect, test } from "vitest";
import { type Difference, differences } from "./differences.ts";

const show = (parts: readonly Difference[]) =>
  parts
    .map(({ kind, text }) =>
      kind === "same" ? text : kind === "added" ? `+${text}+` : `-${text}-`,
    )
    .join("");

test.each([
  ["two terns came", "three terns came", "-two-+three+ terns came"],
  ["a b", "a b c", "a b+ c+"],
  ["今日は雨です", "今日は晴れです", "今日は-雨-+晴れ+です"],
  ["same", "same", "same"],
])("%j that became %j", (before, now, shown) => {
  expect(show(differences(before, now, "ja"))).toBe(shown);
});

test("both texts are there, whole", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n", "*", "日"), maxLength: 60 });
  fc.assert(
    fc.property(text, text, (before, now) => {
      const parts = differences(before, now, "en");
      const without = (kind: string) =>
        parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join("");
      expect(without("added")).toBe(before);
      expect(without("removed")).toBe(now);
    }),
  );
});

test("two texts of 10,000 characters with nothing in common end soon", () => {
  const [before, now] = ["a ", "b "].map((word) => word.repeat(5_000)) as [string, string];
  expect(differences(before, now, "en").length).toBeGreaterThan(0);
});
