import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareKeys, fold, sortKey } from "./folding.ts";

const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));

describe("names are found", () => {
  test.each([
    ["André Müller", "andre muller"],
    ["Mu\u0308ller", "Müller"],
    ["Über uns", "UBER UNS"],
    ["Straße", "STRASSE"],
    ["STRAẞE", "strasse"],
    ["Łukasz Żółć", "lukasz zolc"],
    ["Søren Ægir", "soren aegir"],
    ["Nguyễn Đức", "nguyen duc"],
    ["Ολυμπία Ψαράς", "ΟΛΥΜΠΙΑ ΨΑΡΑΣ"],
    ["Ψαράς", "ψαρασ"],
    ["Фёдор", "федор"],
    ["Андрей", "АНДРЕЙ"],
    ["Işıl İnci", "ISIL INCI"],
    ["Işıl İnci", "isil inci"],
    ["Ｒｏｏｓｔ　１２", "roost 12"],
    ["ｶﾀｶﾅ", "かたかな"],
    ["김민준", "김민준".normalize("NFD")],
    ["أحمد", "احمد"],
    ["مُحَمَّد", "محمد"],
    ["علی", "علي"],
    ["שָׁלוֹם", "שלום"],
    ["O’Brien", "o'brien"],
    ["Jean‑Luc", "jean-luc"],
    ["❤\ufe0f room", "❤ room"],
    ["a\u00adb\u200dc", "abc"],
    ["  two \u3000 spaces ", "two spaces"],
  ])("%j by %j", (name, typed) => {
    expect(fold(name)).toBe(fold(typed));
  });

  test("while a Korean syllable is not complete yet", () => {
    expect(fold("김민준")).toContain(fold("기"));
    expect(fold("김민준")).toContain(fold("ㄱ"));
  });
});

test.each([
  ["कल", "कुल"],
  ["ไก", "กก"],
  ["room", "ruum"],
  ["и", "о"],
])("%j and %j are not the same name", (one, other) => {
  expect(fold(one)).not.toBe(fold(other));
});

test("folding twice changes nothing, whatever was typed", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
    { numRuns: 2_000 },
  );
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    const character = String.fromCodePoint(codePoint);
    if (/\p{Cn}|\p{Co}/u.test(character)) continue;
    const once = fold(`a${character}`);
    if (fold(once) !== once) expect.fail(`U+${codePoint.toString(16)}`);
  }
});

test("composed or not, in capitals or not, a name is the same", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      // The iota below a letter of old Greek is an accent, and in capitals a letter of its own.
      fc.pre(!text.normalize("NFD").includes("\u0345"));
      for (const form of ["NFC", "NFD", "NFKC", "NFKD"]) {
        expect(fold(text.normalize(form))).toBe(fold(text));
      }
      expect(fold(text.toLowerCase())).toBe(fold(text));
      expect(fold(text.toUpperCase())).toBe(fold(text));
    }),
    { numRuns: 2_000 },
  );
});

describe("names stand in the order", () => {
  const inOrder = (names: string[]) =>
    [...names].sort((a, b) => compareKeys(sortKey(a), sortKey(b)));

  test.each([
    [["A", "Ä", "Az", "B", "Ö", "P", "Über", "V", "z"]],
    [["R1", "R2", "R02b", "R10", "R100", "Ra"]],
    [["#general", "_x", "🐦 birds", "1", "02", "10", "a", "а", "א"]],
    [["e mail", "e-mail", "email"]],
    [["Гена", "Ґанок", "Дмитро", "Ева", "Єва", "Ира", "Іван", "Яна"]],
    [["กา", "ไก่", "ขา"]],
  ])("%j", (names) => {
    expect(inOrder(names.toReversed())).toEqual(names);
  });

  test("that is one order, whatever the names", () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (...names) => {
        const [a = "", b = "", c = ""] = inOrder(names).map(sortKey);
        expect(compareKeys(a, b)).toBeLessThanOrEqual(0);
        expect(compareKeys(b, c)).toBeLessThanOrEqual(0);
        expect(compareKeys(a, c)).toBeLessThanOrEqual(0);
        expect(compareKeys(a, b) === 0).toBe(a === b);
        expect(Math.sign(compareKeys(c, a))).toBe(-Math.sign(compareKeys(a, c)) + 0);
      }),
    );
  });
});
