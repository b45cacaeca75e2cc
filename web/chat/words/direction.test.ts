import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { speak } from "../language/language.ts";
import { english } from "../language/testing/languages.ts";
import { previewOf } from "../markdown/preview.ts";
import { isolated, plainWords } from "./plain.ts";

speak(english);

const chat = fileURLToPath(new URL("..", import.meta.url));

test("every field that people write in has the direction of what they write", () => {
  const fields = readdirSync(chat, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .flatMap((file) => {
      const source = readFileSync(path.join(chat, file), "utf8");
      return [...source.matchAll(/<(?:input|textarea)\b(?:=>|[^>])*>/g)].map(([tag]) => ({
        file,
        tag,
      }));
    });
  expect(fields.length).toBeGreaterThan(4);
  const without = fields.filter(
    ({ tag }) => !/\bdir="auto"/.test(tag) && !/type="(?:file|checkbox|radio|range)"/.test(tag),
  );
  expect(without).toEqual([]);
});

test("a name from right to left moves nothing beside it in a title", () => {
  expect(isolated("שלום")).toBe("\u2068שלום\u2069");
  expect(isolated("harbour")).toBe("harbour");
});

test("a name of an older server is shown without its controls of direction", () => {
  expect(plainWords("cod\u202egnp\u202c")).toBe("codgnp");
  expect(isolated("\u2069שלום")).toBe("\u2068שלום\u2069");
});

test("a letter with thousands of accents stays in its line in a name and in a preview", () => {
  const pile = `a${"\u0301".repeat(9_999)}b`;
  expect(plainWords(pile)).toBe(`a${"\u0301".repeat(6)}b`);
  expect(previewOf(pile)).toBe(`a${"\u0301".repeat(6)}b`);
});
