import fc from "fast-check";
import { expect, test } from "vitest";
import { plainText } from "./one-line.ts";
import { escapeAll, withoutIdleEscapes } from "./plain-in-markdown.ts";

const written = (text: string) => withoutIdleEscapes(escapeAll(text));

test.each([
  ["a_b 1.5 - 2 (x)", "a_b 1.5 - 2 (x)"],
  ["*a*", "\\*a\\*"],
  // What keeps the first two from being markup would leave the others to it.
  ["*a***a*", "\\*a\\**\\*a\\*"],
  ["1. a", "1\\. a"],
  ["# a", "\\# a"],
  ["||a||", "\\|\\|a\\|\\|"],
  ["https://x.org/a_b_(c)", "https://x.org/a_b_(c)"],
])("%j is written as %j", (text, markdown) => {
  expect(written(text)).toBe(markdown);
});

test.each(["*", "_", "**", "~~", "||", "# ", "1.", "> ", "- "])(
  "words with %j among them are shown as they are",
  (mark) => {
    const parts = fc.array(fc.constantFrom("a", "b", " ", "日", mark), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(parts, (typed) => {
        const text = typed.join("").trim();
        if (text !== "") expect(plainText(written(text))).toBe(text);
      }),
    );
  },
);
