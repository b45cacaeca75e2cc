import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CompiledFilters, type Rule } from "./compiled.ts";
import { hostOf } from "./links.ts";
import { foldWord, Words } from "./words.ts";

let made = 0;
function rule(kind: Rule["kind"], entries: string[], more: Partial<Rule> = {}): Rule {
  made += 1;
  return {
    ...{ id: `${made}`, kind, entries, action: "refuse", explanation: "", sparesBots: false },
    ...more,
  };
}

const foundIn = (entries: string[], text: string) => {
  const words = new Words(entries.map((entry) => [foldWord(entry) ?? "", true] as const));
  return [...words.find(text)].map(({ start, end }) => text.slice(start, end));
};

describe("words", () => {
  test.each([
    ["fudge", "Oh FUDGE, fudges and fudge!", ["FUDGE", "fudge"]],
    ["naïve", "so naive, so NAÏVE", ["naive", "NAÏVE"]],
    ["fudge", "fu\u200bdge and f\u00adudge", ["fu\u200bdge", "f\u00adudge"]],
    ["fudge*", "fudge fudges fudged fud", ["fudge", "fudges", "fudged"]],
    ["*fudge", "megafudge fudge fudges", ["megafudge", "fudge"]],
    ["f*g*e", "fudge forge fig fge", ["fudge", "forge", "fge"]],
    ["fudge", "fudge_it x-fudge-y", ["fudge"]],
    ["fudge", "_fudge_, __fudge__ and fudge_ and _", ["fudge", "fudge", "fudge"]],
    ["_fudge_", "fudge", ["fudge"]],
    ["straße", "STRASSE", ["STRASSE"]],
    ["*词*", "这个词不行", ["这个词不行"]],
    ["4ever", "4ever ４ever", ["4ever", "４ever"]],
  ])("%s is found in %j", (entry, text, found) => {
    expect(foundIn([entry], text)).toEqual(found);
  });

  test.each(["", "*", "**", "two words", "a-b", "a.b", "(a+)+$", "don't"])(
    "%j is none",
    (typed) => {
      expect(foldWord(typed)).toBeNull();
    },
  );

  test("a word with asterisks is found as if they were any letters, whatever was looked for before", () => {
    const letters = fc.stringMatching(/^[ab]{0,4}$/);
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 2, maxLength: 4 }),
        fc.array(fc.stringMatching(/^[ab]{1,8}$/)),
        (parts, words) => {
          const entry = foldWord(parts.join("*"));
          if (entry === null) return;
          const pattern = new RegExp(`^${parts.join("[^]*")}$`);
          expect(foundIn([entry], words.join(" "))).toEqual(
            words.filter((one) => pattern.test(one)),
          );
        },
      ),
    );
  });

  test("nothing is found in a long word but what is there, and it comes to an end", () => {
    // A regular expression of these would go back and forth for longer than anybody waits.
    expect(foundIn([`${"a*".repeat(30)}b`], "a".repeat(10_000))).toEqual([]);
  });
});

describe("links", () => {
  const refusedIn = (rules: Rule[], text: string, isLine = false) =>
    new CompiledFilters(rules)
      .look(text, isLine)
      ?.refused.map(({ rule: { entries } }) => entries[0]) ?? [];

  test.each([
    ["https://example.org/path", true],
    ["http://A.B.Example.ORG:8080", true],
    ["www.example.org", true],
    ["[words](https://example.org)", true],
    ["> quoted https://example.org", true],
    ["| a |\n| - |\n| https://example.org |", true],
    ["- **https://example.org.**", true],
    ["https://notexample.org", false],
    ["https://example.org.evil.com", false],
    ["example.org", false],
    ["`https://example.org`", false],
    ["ann@example.org", false],
  ])("%j leads to a host: %s", (text, isFound) => {
    expect(refusedIn([rule("links", ["example.org"])], text)).toEqual(
      isFound ? ["example.org"] : [],
    );
  });

  test("to all other hosts are found, whichever filter has allowed one", () => {
    const rules = [rule("other links", ["example.org"]), rule("other links", ["example.com"])];
    expect(refusedIn(rules, "https://a.example.org and https://example.com")).toEqual([]);
    expect(refusedIn(rules, "https://example.net")).toEqual(["example.org", "example.com"]);
    expect(refusedIn(rules, "no link")).toEqual([]);
  });

  test("in a line, which has no markup, are those that are written out", () => {
    expect(
      refusedIn([rule("links", ["example.org"])], "see https://example.org", true),
    ).toHaveLength(1);
    expect(refusedIn([rule("links", ["example.org"])], "[x](example.org)", true)).toEqual([]);
  });

  test.each([
    ["Example.ORG", "example.org"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["a.example.org.", "a.example.org"],
    ["198.51.100.7", "198.51.100.7"],
    ["https://example.org", null],
    ["example.org/path", null],
    ["org", null],
    ["", null],
    ["a b.org", null],
  ])("the host of %j is %s", (typed, host) => {
    expect(hostOf(typed)).toBe(host);
  });
});

test("what refuses a word counts more than what masks it", () => {
  const filters = new CompiledFilters([
    rule("words", ["fudge"], { action: "mask" }),
    rule("words", ["fudge", "beans"]),
  ]);
  expect(filters.look("fudge")?.refused).toHaveLength(1);
  expect(filters.look("nothing")).toBeNull();
});
