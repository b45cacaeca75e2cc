import de from "emojibase-data/de/compact.json" with { type: "json" };
import en from "emojibase-data/en/compact.json" with { type: "json" };
import github from "emojibase-data/en/shortcodes/github.json" with { type: "json" };
import iamcal from "emojibase-data/en/shortcodes/iamcal.json" with { type: "json" };
import { expect, test } from "vitest";
import { memoryStorage } from "../session/testing/memory-storage.ts";
import { emojiChoices, inTone } from "./choices.ts";
import { type EmojiRow, makeEmojiSet } from "./emoji.ts";

const setOf = (rows: readonly EmojiRow[], isDrawn: (text: string) => boolean = () => true) =>
  makeEmojiSet(
    { rows, groupLabels: new Map([[0, "smileys"]]), shortcodes: [github, iamcal] },
    isDrawn,
  );
const english = setOf(en);
const german = setOf(de);

const found = (typed: string, set = english, recent: string[] = []) =>
  set.find(typed, recent).map(({ text }) => text);

test("shortcodes lead to their emoji, whole ones first", () => {
  expect(found("tada")[0]).toBe("🎉");
  expect(found("+1")[0]).toBe("👍️");
  expect(found("thumbsup")[0]).toBe("👍️");
  expect(found("tad")[0]).toBe("🎉");
  expect(found("TADA")[0]).toBe("🎉");
  expect(found("no such thing")).toEqual([]);
});

test("words of the names lead to them, in the language of the page, without accents", () => {
  expect(found("penguin")).toContain("🐧");
  expect(found("pinguin", german)).toContain("🐧");
  expect(found("apfel grun", german)[0]).toBe("🍏");
  expect(found("tada", german)[0]).toBe("🎉");
});

test("of those that answer equally well, the last one used comes first", () => {
  const usual = found("smil");
  const [last] = usual.slice(3);
  expect(found("smil", english, [last ?? ""])[0]).toBe(last);
});

test("parts of emoji, and what the device cannot draw, are left out", () => {
  const texts = setOf(en, (text) => text !== "🎉").all.map(({ text }) => text);
  expect(texts).not.toContain("🎉");
  expect(texts).not.toContain("🏻");
  expect(texts).not.toContain("🇦");
  expect(texts.length).toBeGreaterThan(1_800);
});

test("every shortcode leads to one emoji, and each emoji has one", () => {
  for (const { text, shortcodes } of english.all) {
    expect(shortcodes.length, text).toBeGreaterThan(0);
    for (const code of shortcodes) expect(found(code)[0], code).toBeDefined();
  }
  expect(english.byShortcode.get("tada")?.text).toBe("🎉");
});

test("a browser remembers the skin tone and what was used last", () => {
  const storage = memoryStorage();
  const choices = emojiChoices(storage);
  expect([choices.tone(), choices.recent()]).toEqual([0, []]);
  for (const text of ["🎉", "👍🏽", "🎉"]) choices.use(text);
  choices.setTone(3);
  expect(emojiChoices(storage).recent()).toEqual(["🎉", "👍🏽"]);
  const wave = english.find("wave", [])[0];
  expect(wave && [0, 3, 5].map((tone) => inTone(wave, tone))).toEqual(["👋", "👋🏽", "👋🏿"]);
  const tada = english.find("tada", [])[0];
  expect(tada && inTone(tada, choices.tone())).toBe("🎉");
  for (let n = 0; n < 99; n++) choices.use(`x${n}`);
  expect(choices.recent()).toHaveLength(24);
  expect(() => emojiChoices(memoryStorage({ full: true })).use("🎉")).not.toThrow();
});
