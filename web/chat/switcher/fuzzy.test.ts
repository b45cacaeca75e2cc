import { expect, test } from "vitest";
import { fuzzyScore } from "./fuzzy.ts";

const best = (query: string, texts: string[]) =>
  texts
    .map((text) => ({ text, score: fuzzyScore(query, text) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ text }) => text);

test("a start of the name comes before a start of a word, and that before the middle", () => {
  expect(best("de", ["hidden", "garden design", "design"])).toEqual([
    "design",
    "garden design",
    "hidden",
  ]);
});

test("beginnings of words are enough", () => {
  expect(best("wehi", ["weekend-hikes", "kitchen"])).toEqual(["weekend-hikes"]);
  expect(fuzzyScore("browr", "Browse public rooms")).not.toBeNull();
});

test("letters scattered through the middle of words are no match", () => {
  expect(fuzzyScore("th", "kitchen")).toBeNull();
  expect(fuzzyScore("bob", "Browse public rooms")).toBeNull();
  expect(fuzzyScore("wkhk", "weekend-hikes")).toBeNull();
});

test("a row of letters counts more than beginnings of words", () => {
  expect(best("bop", ["book-plans", "bebop", "bumpy"])).toEqual(["bebop", "book-plans"]);
});

test("capitals and accents do not matter", () => {
  for (const [query, text] of [
    ["cafe", "Café Überall"],
    ["UBER", "Café u\u0308berall"],
    ["strasse", "Hauptstraße"],
    ["ισ", "Ίσ"],
    ["елка", "Ёлка"],
    ["ılı", "ILI"],
    ["wide", "Ｗｉｄｅ"],
    ["nguyen duc", "Nguyễn Đức"],
    ["기", "김민준"],
  ] as const) {
    expect(fuzzyScore(query, text), text).not.toBeNull();
  }
});

test("nothing typed fits everything, letters that are not there fit nothing", () => {
  expect(fuzzyScore("", "general")).toBe(0);
  expect(fuzzyScore("x", "general")).toBeNull();
  expect(fuzzyScore("lg", "general")).toBeNull();
});
