import { limits } from "@roost/protocol/limits.ts";

const DIRECTION_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const EXTRA_MARKS = new RegExp(`(\\p{M}{${limits.marksPerLetter}})\\p{M}+`, "gu");

/** A text with no more marks on a letter than a script needs, so that it stays in its line. */
export const boundMarks = (text: string) => text.replace(EXTRA_MARKS, "$1");

/** A person's words as they are shown: names of an older server may hold controls of direction. */
export const plainWords = (text: string) => boundMarks(text.replace(DIRECTION_CONTROLS, ""));

/**
 * A person's words inside of a sentence of ours that is a string, such as a title or a label. Words
 * from left to right need no isolates beside ours, and keep labels free of invisible characters.
 */
export function isolated(text: string): string {
  const words = plainWords(text);
  return RIGHT_TO_LEFT.test(words) ? `\u2068${words}\u2069` : words;
}
