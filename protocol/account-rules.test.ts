import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkEmail,
  checkPassword,
  checkUsername,
  isReservedUsername,
  normalizeEmail,
  normalizePassword,
  normalizeUsername,
} from "./account-rules.ts";
import { isEmail } from "./login.ts";

const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));

describe("an e-mail address", () => {
  test.each([
    ["jürgen@bücher.example", "jürgen@xn--bcher-kva.example"],
    ["ju\u0308rgen@BU\u0308CHER.example", "jürgen@xn--bcher-kva.example"],
    ["user@x.xn--p1ai", "user@x.xn--p1ai"],
    ["user@х.рф", "user@xn--u1a.xn--p1ai"],
    ["пользователь@почта.рф", "пользователь@xn--80a1acny.xn--p1ai"],
    ["用户@例え。テスト", "用户@xn--r8jz45g.xn--zckzah"],
    ["Ａnn＠ｅxample．org", "ann@example.org"],
    [" Ann+Chat@Example.ORG\t", "ann+chat@example.org"],
    ["\u202aann@example.org\u202c", "ann@example.org"],
    ["o'neil.ann@example.co", "o'neil.ann@example.co"],
    ["a/b=c@example.org", "a/b=c@example.org"],
  ])("%j is one, kept as %j", (typed, kept) => {
    expect(normalizeEmail(typed)).toBe(kept);
    expect(checkEmail(kept)).toBeNull();
    expect(isEmail(typed)).toBe(true);
  });

  test.each([
    ...["", "@", "nobody", "a@b", "@example.org", "a b@example.org", "a..b@example.org"],
    ...[".a@example.org", "a.@example.org", "a@example.org.", "a@.org", "a@-a.org", "a@a-.org"],
    ...["a@1.2.3.4", "a@[127.0.0.1]", "a@example.org:80", "a@example.org/x", "a@exa%6dple.org"],
    ...["a@b@example.org", "\ud800@example.org", "a@ex\u0000ample.org"],
    `${"x".repeat(250)}@a.org`,
  ])("%j is none", (typed) => {
    expect(checkEmail(normalizeEmail(typed))).not.toBeNull();
  });

  test("that an account was made with before is still found by it", () => {
    const before =
      /^[a-z0-9_'+-]+(\.[a-z0-9_'+-]+){0,2}@([a-z0-9][a-z0-9-]{0,5}\.){1,3}[a-z]{2,6}$/;
    fc.assert(
      fc.property(fc.stringMatching(before), (email) => {
        expect(normalizeEmail(email)).toBe(email);
      }),
    );
    expect(normalizeEmail("a@xn--a.example")).toBe("a@xn--a.example");
  });
});

describe("a user name", () => {
  test.each([
    ["ann", "ann"],
    [" ANN ", "ann"],
    ["Ａｎｎ＿１", "ann_1"],
    ["\u200eann\u200b", "ann"],
  ])("%j is kept as %j", (typed, kept) => {
    expect(normalizeUsername(typed)).toBe(kept);
    expect(checkUsername(kept)).toBeNull();
    expect(isEmail(typed)).toBe(false);
  });

  test.each(["", "a", "x".repeat(33), "ümlaut", "a b", "a@b", "аnn", "İnci", "🐦🐦"])(
    "%j is none",
    (typed) => {
      expect(checkUsername(normalizeUsername(typed))).not.toBeNull();
    },
  );

  test("that means everybody, or nobody, is for nobody", () => {
    for (const name of ["all", "everyone", "here", "channel", "room", "null", "undefined"]) {
      expect(isReservedUsername(name, true)).toBe(true);
    }
  });

  test("that speaks for the server is for those who run it", () => {
    for (const name of ["admin", "system", "roost", "moderator", "owner", "support"]) {
      expect(isReservedUsername(name, false)).toBe(true);
      expect(isReservedUsername(name, true)).toBe(false);
    }
    expect(isReservedUsername("adam", false)).toBe(false);
  });
});

describe("a password", () => {
  test.each([
    ["65 emoji", "🐦".repeat(65), true],
    ["128 emoji", "🐦".repeat(128), true],
    ["129 emoji", "🐦".repeat(129), false],
    ["8 emoji", "🐦".repeat(8), true],
    ["7 emoji, of two UTF-16 units each", "🐦".repeat(7), false],
    ["128 letters with accents apart", "e\u0301".repeat(128), true],
    ["7 letters with accents apart", "e\u0301".repeat(7), false],
    ["one ligature that is 18 letters", "\ufdfa", true],
    ["8 ligatures that are 144 letters", "\ufdfa".repeat(8), false],
    ["half a surrogate pair", "password\ud800", false],
    ["NUL", "pass\0word", false],
    ["blanks around it", "  spaces  ", true],
    ["a book", "x".repeat(1_000_000), false],
  ])("of %s", (_name, typed, isTaken) => {
    expect(checkPassword(normalizePassword(typed)) === null).toBe(isTaken);
  });

  test("is the same for the same letters of different keyboards", () => {
    expect(normalizePassword("cafe\u0301 ｐａｓｓ")).toBe(normalizePassword("caf\u00e9 pass"));
    expect(normalizePassword(" a ")).toBe(" a ");
  });
});

test("what was normalized stays as it is", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const normalize of [normalizeUsername, normalizeEmail, normalizePassword]) {
        expect(normalize(normalize(text))).toBe(normalize(text));
      }
      const address = normalizeEmail(`a@${text}`);
      expect(normalizeEmail(address)).toBe(address);
    }),
    { numRuns: 2_000 },
  );
});
