import emojis from "emojibase-data/en/compact.json" with { type: "json" };
import { expect, test } from "vitest";
import { spellEmoji } from "./emoji.ts";

test("all spellings of an emoji are one", () => {
  for (const [typed, spelled] of [
    ["👍", "👍"],
    ["👍\uFE0F", "👍"],
    ["❤", "❤\uFE0F"],
    ["❤\uFE0F", "❤\uFE0F"],
    ["✌🏽", "✌🏽"],
    ["🤷\u200D♀", "🤷\u200D♀\uFE0F"],
    ["1\u20E3", "1\uFE0F\u20E3"],
    ["🇩🇪", "🇩🇪"],
    ["🏳\u200D🌈", "🏳\uFE0F\u200D🌈"],
  ] as const) {
    expect(spellEmoji(typed)).toBe(spelled);
  }
});

test("every emoji that Unicode recommends is spelled so that it is one", () => {
  const isEmoji = /^\p{RGI_Emoji}$/v;
  // Node.js may know an older Unicode than the list.
  const known = emojis.filter(
    ({ unicode }) => /\p{Emoji}/u.test(unicode) && !/\p{Cn}/u.test(unicode),
  );
  const spelled = known.map(({ unicode }) => spellEmoji(unicode));
  expect(spelled.filter((text) => !isEmoji.test(text)).length).toBeLessThan(60);
  expect(spelled.filter((text) => isEmoji.test(text)).length).toBeGreaterThan(1_800);
});
