import { diffWordsWithSpace } from "diff";

/** A part of a text: of both versions, of the newer alone, or of the older alone. */
export interface Difference {
  kind: "same" | "added" | "removed";
  text: string;
}

/** More edits than these between two texts are not looked for: they have little in common. */
const MAX_EDITS = 2_000;

/** What words became of a text, in the order of the newer. Words are found as the language of the locale has them. */
export function differences(before: string, now: string, locale: string): Difference[] {
  const intlSegmenter = new Intl.Segmenter(locale, { granularity: "word" });
  const found = diffWordsWithSpace(before, now, { intlSegmenter, maxEditLength: MAX_EDITS });
  if (found === undefined) {
    return [
      { kind: "removed", text: before },
      { kind: "added", text: `\n${now}` },
    ];
  }
  return found.map(({ added, removed, value }) => {
    return { kind: added ? "added" : removed ? "removed" : "same", text: value };
  });
}
